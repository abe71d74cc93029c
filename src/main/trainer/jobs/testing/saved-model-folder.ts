import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { exportSavedModel } from '../../../../graph-runtime/exchange/export/saved-model/export-saved-model';
import { writeSavedModelFolder as writeFolder } from '../../../exchange/saved-model-folder';
import { randomExport } from './random-export';

/** Writes a network with random weights and statistics as a SavedModel, whose sample has `count` examples. */
export async function writeSavedModelFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
  target?: TargetDescription,
): Promise<void> {
  const { network, facts, values, sample } = await randomExport(document, 'predicting', count, target);
  await writeFolder(folder, exportSavedModel(network, facts), values, sample);
}
