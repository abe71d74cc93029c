import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import {
  type NetworkToExport,
  networkToExport,
} from '../../../../graph-runtime/exchange/export/network-to-export';
import { exportOnnx } from '../../../../graph-runtime/exchange/export/onnx/export-onnx';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import { writeOnnxFile } from '../../../exchange/onnx-file';
import { valuesOf } from '../../../exchange/tensor-values';
import { float32 } from '../../engine/tensor-data';
import { InferenceSession } from '../../program/inference-session';
import { RuntimeModel } from './onnx-runtime';
import { randomWeights, unitValues } from './random-weights';

export interface OnnxComparison {
  /** The largest difference of a score, as a share of the largest score. */
  readonly error: number;
  readonly sameClasses: number;
  readonly count: number;
}

/** Images in one call: maps of large networks take hundreds of megabytes each. */
const BATCH = 4;

/**
 * Exports a network with random weights and statistics, and compares the scores of ONNX Runtime with the engine's.
 *
 * @param packages the folder of packages that `onnxruntime-node` is in
 */
export async function compareWithOnnx(
  packages: string,
  document: NetloomDocument,
  count: number,
): Promise<OnnxComparison> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-onnx-'));
  const network = networkToExport(analyze(document));
  const session = await InferenceSession.open(network.analysis);
  try {
    const path = join(folder, 'model.onnx');
    const weights = randomWeights(network, session);
    const facts = { classNames: [], document: serializeDocument(document), weights: 'random' };
    await writeOnnxFile(path, exportOnnx(network, facts), valuesOf(weights));
    session.setWeights(weights);
    const model = await RuntimeModel.open(packages, path);
    try {
      return await compareScores(network, session, model, count);
    } finally {
      await model.close();
    }
  } finally {
    session.close();
    await rm(folder, { recursive: true });
  }
}

async function compareScores(
  { input: { shape } }: NetworkToExport,
  session: InferenceSession,
  model: RuntimeModel,
  count: number,
): Promise<OnnxComparison> {
  const [height = 1, width = 1, channels = 1] = shape;
  const isImage = shape.length === 3;
  let [largest, difference, sameClasses] = [0, 0, 0];
  for (let start = 0; start < count; start += BATCH) {
    const batch = Math.min(BATCH, count - start);
    const examples = unitValues(elementCount({ shape: [batch, ...shape] }), 1_000 + start);
    const { values: expected, shape: outputShape } = session.scores(float32(examples, [batch, ...shape]));
    const given = isImage ? channelsFirst(examples, [batch, height, width, channels]) : examples;
    const dims = isImage ? [batch, channels, height, width] : [batch, ...shape];
    const { scores } = await model.run(isImage ? 'image' : 'features', given, dims);
    if (scores === undefined) throw new Error('the model has no scores');
    if (`${scores.dims}` !== `${outputShape}`) throw new Error(`${scores.dims} instead of ${outputShape}`);
    expected.forEach((value, index) => {
      // Beyond float32, there is nothing to compare.
      if (!Number.isFinite(value)) return;
      largest = Math.max(largest, Math.abs(value));
      const found = scores.values[index] ?? Number.NaN;
      difference = Math.max(difference, Number.isFinite(found) ? Math.abs(found - value) : Number.MAX_VALUE);
    });
    const classes = expected.length / batch;
    for (let example = 0; example < batch; example += 1) {
      const [from, to] = [example * classes, (example + 1) * classes];
      if (argMax(expected.subarray(from, to)) === argMax(scores.values.subarray(from, to))) sameClasses += 1;
    }
  }
  return { error: difference === 0 ? 0 : difference / largest, sameClasses, count };
}

function channelsFirst(
  values: Float32Array,
  [batch, height, width, channels]: readonly [number, number, number, number],
) {
  const moved = new Float32Array(values.length);
  for (let n = 0, from = 0; n < batch; n += 1) {
    for (let pixel = 0; pixel < height * width; pixel += 1) {
      for (let channel = 0; channel < channels; channel += 1, from += 1) {
        moved[(n * channels + channel) * height * width + pixel] = values[from] ?? 0;
      }
    }
  }
  return moved;
}

function argMax(values: ArrayLike<number>): number {
  return Array.from(values).reduce((best, value, index, all) => (value > (all[best] ?? 0) ? index : best), 0);
}
