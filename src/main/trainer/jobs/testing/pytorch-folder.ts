import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import { networkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import { exportPytorch } from '../../../../graph-runtime/exchange/export/pytorch/export-pytorch';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import { writePytorchProject } from '../../../exchange/pytorch-project';
import { valuesOf } from '../../../exchange/tensor-values';
import { float32 } from '../../engine/tensor-data';
import { InferenceSession } from '../../program/inference-session';
import { randomWeights, unitValues } from './random-weights';

/** Writes a network with random weights and statistics as a PyTorch project, whose sample has `count` examples. */
export async function writePytorchFolder(
  folder: string,
  document: NetloomDocument,
  count: number,
): Promise<void> {
  const network = networkToExport(analyze(document), 'all');
  const session = await InferenceSession.open(network.analysis);
  try {
    const weights = randomWeights(network, session);
    session.setWeights(weights);
    const shape = [count, ...network.input.shape];
    const inputs = unitValues(elementCount({ shape }), 1_000);
    const parts: Float32Array[] = [];
    let scoresShape: readonly number[] = [];
    // One at a time: maps of large networks take hundreds of megabytes each.
    const size = inputs.length / count;
    for (let example = 0; example < count; example += 1) {
      const one = inputs.subarray(example * size, (example + 1) * size);
      const scores = session.scores(float32(one, [1, ...network.input.shape]));
      parts.push(Float32Array.from(scores.values));
      scoresShape = [count, ...scores.shape.slice(1)];
    }
    const scores = new Float32Array(elementCount({ shape: scoresShape }));
    for (const [example, part] of parts.entries()) scores.set(part, example * part.length);
    const facts = { classNames: [], document: serializeDocument(document), weights: 'random' };
    await writePytorchProject(folder, exportPytorch(network, facts), valuesOf(weights), {
      inputs,
      shape,
      scores,
      scoresShape,
    });
  } finally {
    session.close();
  }
}
