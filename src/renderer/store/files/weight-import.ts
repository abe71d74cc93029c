import { create } from 'zustand';
import type { ImportedWeights } from '../../../contract/weight-import';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { normalizationNamed } from '../../../graph-runtime/exchange/import/known-normalizations';
import { torchEdits } from '../../../graph-runtime/exchange/import/torch-edits';
import { request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useDocument } from '../document/document';
import { useView } from '../view/view';

interface WeightImportState {
  /** While a file is chosen and read. */
  readonly isReading: boolean;
  /** What was read, for the network it was read for, until it is used or dismissed. */
  readonly read: { readonly weights: ImportedWeights; readonly document: NetloomDocument } | null;
}

export const useWeightImport = create<WeightImportState>()(() => ({ isReading: false, read: null }));

/** Asks for a file of weights, reads it for the open network, and shows what of it goes where. */
export async function importWeights(): Promise<void> {
  if (useWeightImport.getState().isReading) return;
  const { document } = useDocument.getState();
  useWeightImport.setState({ isReading: true });
  const reply = await request('weights:import', { document });
  useWeightImport.setState({ isReading: false });
  if (!reply.ok) return showFailure(reply.error);
  if (reply.value === null) return;
  useWeightImport.setState({ read: { weights: reply.value, document } });
  useView.getState().openDialog('weights');
}

/**
 * Has the open network begin with the weights that were read: one edit, which can be undone.
 *
 * @param normalization how the images of these weights were normalized, by its name; null: the settings stay
 */
export function beginWithWeights({ file, report }: ImportedWeights, normalization: string | null): void {
  const { document, perform } = useDocument.getState();
  const changes = report.format === 'netloom' ? [] : torchEdits(document, report.family).edits;
  perform({ key: 'importWeights', values: { name: file } }, [
    ...changes,
    { kind: 'set-weights', weights: { file, sha256: report.sha256 } },
    ...(normalization === null
      ? []
      : [
          {
            kind: 'set-training' as const,
            changes: { normalization: normalizationNamed(normalization) },
          },
        ]),
  ]);
}

/** Has training begin with weights that are drawn. */
export function beginWithRandomWeights(): void {
  useDocument.getState().perform({ key: 'removeWeights' }, [{ kind: 'set-weights', weights: undefined }]);
}
