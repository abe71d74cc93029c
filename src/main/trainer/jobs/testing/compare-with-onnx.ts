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
import { exportedOutputs } from '../../../../graph-runtime/exchange/export/outputs';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import type { SampleNumbers, SampleSecond } from '../../../exchange/sample-batch';
import { writeOnnxFile } from '../../../exchange/onnx-file';
import { valuesOf } from '../../../exchange/tensor-values';
import { InferenceSession } from '../../program/inference-session';
import { compareScores, type OutputScores, type ScoreComparison } from './compare-scores';
import { RuntimeModel } from './onnx-runtime';
import { randomWeights } from './random-weights';

/**
 * Exports a network with random weights and statistics, and compares the scores of ONNX Runtime with the engine's.
 *
 * @param packages the folder of packages that `onnxruntime-node` is in
 */
export async function compareWithOnnx(
  packages: string,
  document: NetloomDocument,
  count: number,
  target?: TargetDescription,
): Promise<ScoreComparison> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-onnx-'));
  const network = networkToExport(analyze(document));
  const session = await InferenceSession.open(network.analysis);
  try {
    const path = join(folder, 'model.onnx');
    const weights = randomWeights(network, session);
    const facts = { document: serializeDocument(document), weights: 'random', target };
    await writeOnnxFile(path, exportOnnx(network, facts), valuesOf(weights));
    session.setWeights(weights);
    const model = await RuntimeModel.open(packages, path);
    try {
      return await compareScores(
        network,
        session,
        (examples, shape, numbers, seconds) =>
          runModel(model, network, { examples, shape, numbers, seconds }),
        count,
        target,
      );
    } finally {
      await model.close();
    }
  } finally {
    session.close();
    await rm(folder, { recursive: true });
  }
}

interface Given {
  readonly examples: Float32Array;
  readonly shape: readonly number[];
  readonly numbers: SampleNumbers | null;
  readonly seconds: ReadonlyMap<string, SampleSecond>;
}

async function runModel(
  model: RuntimeModel,
  network: NetworkToExport,
  { examples, shape, numbers, seconds }: Given,
): Promise<readonly OutputScores[]> {
  const { inputs, images } = network;
  const [rows = 1, height = 1, width = 1, channels = 1] = shape;
  const batch = rows / inputs.length;
  const isImage = shape.length === 4;
  const given = inputs.map(({ path }, member) => {
    const values = membersOf(examples, examples.length / rows, inputs.length, member);
    const name = `${isImage ? 'image' : 'features'}${images.length === 1 ? '' : `_${path}`}`;
    const dims = isImage ? [batch, channels, height, width] : [batch, ...shape.slice(1)];
    const ordered = isImage ? channelsFirst(values, [batch, height, width, channels]) : values;
    return [name, { values: ordered, dims }] as const;
  });
  const others = [...seconds].map(([path, second]) => {
    const [count = 1, tall = 1, wide = 1, depth = 1] = second.shape;
    const values = channelsFirst(second.values, [count, tall, wide, depth]);
    return [`image_${path}`, { values, dims: [count, depth, tall, wide] }] as const;
  });
  const beside = numbers && { numbers: { values: numbers.measured, dims: numbers.shape } };
  const found = await model.run({ ...Object.fromEntries([...given, ...others]), ...beside });
  return exportedOutputs(network, undefined).map(({ scores: name }) => {
    const scores = found[name];
    if (scores === undefined) throw new Error(`the model has no ${name}`);
    return channelsLast(scores);
  });
}

/** Every n-th row, from one on. */
function membersOf(values: Float32Array, size: number, members: number, member: number): Float32Array {
  if (members === 1) return values;
  return Float32Array.from({ length: values.length / members }, (_, at) => {
    const row = Math.floor(at / size) * members + member;
    return values[row * size + (at % size)] ?? 0;
  });
}

function channelsLast({ values, dims }: OutputScores): OutputScores {
  const [batch = 1, channels = 1, height, width] = dims;
  if (height === undefined || width === undefined || dims.length !== 4) return { values, dims };
  const moved = new Float32Array(values.length);
  for (let n = 0, to = 0; n < batch; n += 1) {
    for (let pixel = 0; pixel < height * width; pixel += 1) {
      for (let channel = 0; channel < channels; channel += 1, to += 1) {
        moved[to] = values[(n * channels + channel) * height * width + pixel] ?? 0;
      }
    }
  }
  return { values: moved, dims: [batch, height, width, channels] };
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
