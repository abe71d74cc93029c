import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { exportSavedModel } from '../../../../graph-runtime/exchange/export/saved-model/export-saved-model';
import { writeSavedModelFolder as writeFolder } from '../../../exchange/saved-model-folder';
import { randomExport } from './random-export';

/** Writes a network with random weights and statistics as a SavedModel, whose sample has `count` examples. */
export async function writeSavedModelFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
): Promise<void> {
  const { network, facts, values, sample } = await randomExport(document, 'predicting', count);
  await writeFolder(folder, exportSavedModel(network, facts), values, sample);
}
