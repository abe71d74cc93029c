import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { exportKeras } from '../../../../graph-runtime/exchange/export/keras/export-keras';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { exportProblems } from '../../../../graph-runtime/exchange/export/export-problems';
import { keras } from '../../../../graph-runtime/exchange/export/keras/keras';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { writeKerasProject } from '../../../exchange/keras-project';
import { randomExport } from './random-export';

/** Writes a network with random weights and statistics as a Keras project, whose sample has `count` examples; false where Keras cannot compute it. */
export async function writeKerasFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
  target?: TargetDescription,
): Promise<boolean> {
  if (exportProblems(analyze(document), keras).length > 0) return false;
  const { network, facts, values, sample } = await randomExport(document, keras.parts, count, target);
  await writeKerasProject(folder, exportKeras(network, facts), values, sample);
  return true;
}
