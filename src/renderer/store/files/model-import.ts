import { create } from 'zustand';
import type { ImportedNetworkFile } from '../../../contract/network-import';
import { documentOfModel } from '../../../graph-runtime/exchange/import/network/document-of-model';
import { request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useView } from '../view/view';
import { showNew } from './files';

interface ModelImportState {
  /** While a file is chosen and read. */
  readonly isReading: boolean;
  /** What was read, until it is opened or dismissed. */
  readonly read: ImportedNetworkFile | null;
}

export const useModelImport = create<ModelImportState>()(() => ({ isReading: false, read: null }));

/** Asks for a file with a network, reads it, and shows what happened to it. */
export async function importModel(): Promise<void> {
  if (useModelImport.getState().isReading) return;
  useModelImport.setState({ isReading: true });
  const reply = await request('network:import', undefined);
  useModelImport.setState({ isReading: false });
  if (!reply.ok) return showFailure(reply.error);
  if (reply.value === null) return;
  useModelImport.setState({ read: reply.value });
  useView.getState().openDialog('model');
}

/**
 * Opens the network that was read, in this window or a new one.
 *
 * @param normalization how its images were normalized, by its name; null: as the file has it
 */
export async function openModel(
  { file, network }: ImportedNetworkFile,
  normalization: string | null,
): Promise<void> {
  const { document, sha256 } = network;
  const weights = sha256 === null ? null : { file: file.replace(/(\.[^.]*)?$/, '.safetensors'), sha256 };
  await showNew(documentOfModel(document, { weights, normalization }));
}
