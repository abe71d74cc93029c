import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { exportProblems } from '../../../../graph-runtime/exchange/export/export-problems';
import { exportPytorch } from '../../../../graph-runtime/exchange/export/pytorch/export-pytorch';
import { pytorch } from '../../../../graph-runtime/exchange/export/pytorch/pytorch';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { writePytorchProject } from '../../../exchange/pytorch-project';
import { randomExport } from './random-export';

/** Writes a network with random weights and statistics as a PyTorch project, whose sample has `count` examples; false where it cannot be. */
export async function writePytorchFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
  target?: TargetDescription,
): Promise<boolean> {
  if (exportProblems(analyze(document), pytorch).length > 0) return false;
  const { network, facts, values, sample } = await randomExport(document, 'all', count, target);
  await writePytorchProject(folder, exportPytorch(network, facts), values, sample);
  return true;
}
