import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { exportPytorch } from '../../../../graph-runtime/exchange/export/pytorch/export-pytorch';
import { writePytorchProject } from '../../../exchange/pytorch-project';
import { randomExport } from './random-export';

/** Writes a network with random weights and statistics as a PyTorch project, whose sample has `count` examples. */
export async function writePytorchFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
): Promise<void> {
  const { network, facts, values, sample } = await randomExport(document, 'all', count);
  await writePytorchProject(folder, exportPytorch(network, facts), values, sample);
}
