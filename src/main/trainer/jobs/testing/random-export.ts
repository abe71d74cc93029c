import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import {
  type NetworkToExport,
  networkToExport,
} from '../../../../graph-runtime/exchange/export/network-to-export';
import type { ExportFacts } from '../../../../graph-runtime/exchange/export/format';
import { exportedNumbers } from '../../../../graph-runtime/exchange/export/numbers';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import {
  randomNumbers,
  randomSeconds,
  type SampleBatch,
  type SampleNumbers,
  type SampleSecond,
} from '../../../exchange/sample-batch';
import { type TensorValues, valuesOf } from '../../../exchange/tensor-values';
import { float32, type TensorData } from '../../engine/tensor-data';
import { InferenceSession } from '../../program/inference-session';
import { randomWeights, unitValues } from './random-weights';

/** What a network with random weights is exported with. */
export interface RandomExport {
  readonly network: NetworkToExport;
  readonly facts: ExportFacts;
  readonly values: TensorValues;
  /** With the scores of the engine. */
  readonly sample: SampleBatch;
}

/** A network with random weights and statistics, and `count` examples of which the engine has computed the scores. @param target what the labels of its data set are */
export async function randomExport(
  document: NetloomDocument,
  which: 'predicting' | 'all',
  count: number,
  target?: TargetDescription,
): Promise<RandomExport> {
  const network = networkToExport(analyze(document), which);
  const session = await InferenceSession.open(network.analysis);
  try {
    const weights = randomWeights(network, session);
    session.setWeights(weights);
    const members = network.inputs.length;
    const shape = [count * members, ...network.input.shape];
    const numbers = randomNumbers(exportedNumbers(network, target), count);
    const seconds = randomSeconds(network.seconds, count);
    const inputs = unitValues(elementCount({ shape }), 1_000);
    const parts: { scores: Float32Array[]; shape: readonly number[] }[] = [];
    // One at a time: maps of large networks take hundreds of megabytes each.
    const size = inputs.length / count;
    for (let example = 0; example < count; example += 1) {
      const one = inputs.subarray(example * size, (example + 1) * size);
      const found = session.allScores(
        float32(one, [members, ...network.input.shape]),
        numbers === null ? undefined : rowOf(numbers, example),
        secondsOf(seconds, example),
      );
      for (const [at, scores] of found.entries()) {
        const part = parts[at] ?? { scores: [], shape: [count, ...scores.shape.slice(1)] };
        part.scores.push(Float32Array.from(scores.values));
        parts[at] = part;
      }
    }
    const [first, ...others] = parts.map(joined);
    if (first === undefined) throw new Error('the network has no main output');
    const facts = { document: serializeDocument(document), weights: 'random', target };
    const sample = {
      ...{ inputs, shape, scores: first.scores, scoresShape: first.shape, others },
      ...(seconds.size > 0 && { seconds: [...seconds.values()] }),
      ...(numbers !== null && { numbers: { values: numbers.measured, shape: numbers.shape } }),
    };
    return { network, facts, values: valuesOf(weights), sample };
  } finally {
    session.close();
  }
}

/** The standardized numbers of one example. */
function rowOf({ standardized, shape: [, size = 0] }: SampleNumbers, example: number): TensorData {
  return float32(standardized.slice(example * size, (example + 1) * size), [1, size]);
}

/** The second images of one example. */
function secondsOf(
  seconds: ReadonlyMap<string, SampleSecond>,
  example: number,
): Readonly<Record<string, TensorData>> {
  const one = ({ values, shape: [, ...each] }: SampleSecond) => {
    const size = elementCount({ shape: each });
    return float32(values.slice(example * size, (example + 1) * size), [1, ...each]);
  };
  return Object.fromEntries([...seconds].map(([path, second]) => [path, one(second)]));
}

/** Scores of single examples as one batch. */
function joined({
  scores,
  shape,
}: {
  readonly scores: readonly Float32Array[];
  readonly shape: readonly number[];
}) {
  const all = new Float32Array(elementCount({ shape }));
  for (const [example, part] of scores.entries()) all.set(part, example * part.length);
  return { scores: all, shape };
}
