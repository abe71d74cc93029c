import { describe, expect, it } from 'vitest';
import { failureText } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { LANGUAGES } from '../../../graph-runtime/text/text';
import { checkTraining } from '../../../graph-runtime/training-checks/check-training';
import { dataCases } from '../../../graph-runtime/training-checks/testing/cases/data-cases';
import { optimizerCases } from '../../../graph-runtime/training-checks/testing/cases/optimizer-cases';
import {
  augmented,
  DENSE,
  FASHION_MNIST,
  FLATTEN,
  type Layer,
  linear,
  optimized,
  straight,
} from '../../../graph-runtime/training-checks/testing/check-cases';
import { asFailure } from '../protocol/trainer-failure';
import { runTraining } from '../testing/run-training';

/** Enough for a linear network to have about 70% right. */
const LIMIT = 6_000;
const RELU: Layer = ['relu', 'relu'];

const accuracies = new Map<string, Promise<number>>();

/** Test accuracy after one epoch; each network is trained once. */
function accuracyOf(document: NetloomDocument, limit = LIMIT): Promise<number> {
  const key = JSON.stringify([document, limit]);
  const known = accuracies.get(key);
  if (known !== undefined) return known;
  const accuracy = runTraining(document, { limit }).then(
    ({ points }) => points.at(-1)?.testAccuracy ?? Number.NaN,
  );
  accuracies.set(key, accuracy);
  return accuracy;
}

const codesOf = (document: NetloomDocument) =>
  checkTraining(analyze(document), FASHION_MNIST).map(({ code }) => code);

/** A hidden layer of 32 units whose values are normalized, or not. */
const hidden = (layers: readonly Layer[], training: object = {}) =>
  straight([FLATTEN, ['hidden', 'dense', { units: 32 }], ...layers, FLATTEN2, DENSE], { training });
const FLATTEN2: Layer = ['flatten2', 'flatten'];
const PIXEL: Layer = ['pixel', 'reshape', { targetShape: [1, 1, 32] }];
const groups = (count: number) => hidden([PIXEL, ['gn', 'groupNormalization', { groups: count }], RELU]);
const scored = (type: string) => straight([FLATTEN, DENSE, ['last', type]]);
const momentum = (value: number) =>
  hidden([RELU], { optimizer: { type: 'momentum', learningRate: 0.02, momentum: value } });
const kernels = (kernelInitializer: string) =>
  straight([
    FLATTEN,
    ['hidden', 'dense', { units: 32, kernelInitializer }],
    RELU,
    ['dense', 'dense', { units: 10, kernelInitializer }],
  ]);

/** What is warned of, and the same without: each pair is trained. */
const pairs: readonly {
  readonly code: string;
  readonly warned: NetloomDocument;
  readonly sound: NetloomDocument;
  readonly limit?: number;
}[] = [
  { code: 'scores-limited', warned: scored('softmax'), sound: linear({}) },
  { code: 'scores-without-gradient', warned: scored('relu'), sound: linear({}) },
  { code: 'dropped-scores', warned: scored('dropout'), sound: linear({}) },
  { code: 'normalizes-one-value', warned: groups(32), sound: groups(1) },
  {
    code: 'normalizes-one-value',
    warned: hidden([['bn', 'batchNormalization'], RELU], { batchSize: 1 }),
    sound: hidden([['bn', 'batchNormalization'], RELU], { batchSize: 8 }),
    limit: 1_000,
  },
  {
    code: 'statistics-of-the-beginning',
    warned: hidden([
      ['bn', 'batchNormalization', { momentum: 1 }],
      ['tanh', 'tanh'],
    ]),
    sound: hidden([
      ['bn', 'batchNormalization'],
      ['tanh', 'tanh'],
    ]),
  },
  {
    code: 'labels-smoothed-away',
    warned: straight([FLATTEN, DENSE], { output: { labelSmoothing: 1 } }),
    sound: straight([FLATTEN, DENSE], { output: { labelSmoothing: 0.1 } }),
  },
  { code: 'kernels-all-equal', warned: kernels('zeros'), sound: kernels('heNormal') },
  {
    code: 'hardly-any-update',
    warned: optimized({ type: 'sgd', learningRate: 1e-9 }),
    sound: optimized({ type: 'sgd', learningRate: 0.05 }),
  },
  {
    code: 'decay-outweighs-learning',
    warned: optimized({ type: 'sgd', learningRate: 0.05, weightDecay: 20 }),
    sound: optimized({ type: 'sgd', learningRate: 0.05, weightDecay: 0.0005 }),
  },
  { code: 'momentum-without-friction', warned: momentum(1), sound: momentum(0.9) },
  {
    code: 'squares-not-averaged',
    warned: optimized({ type: 'rmsprop', learningRate: 0.001, rho: 1 }),
    sound: optimized({ type: 'rmsprop', learningRate: 0.001 }),
  },
  {
    code: 'schedule-ends-at-once',
    warned: linear({ schedule: { type: 'step', everyEpochs: 0.005, factor: 0.1 } }),
    sound: linear({ schedule: { type: 'step', everyEpochs: 0.5, factor: 0.1 } }),
  },
  {
    code: 'crop-too-far',
    warned: augmented({ type: 'randomCrop', padding: 512 }),
    sound: augmented({ type: 'randomCrop', padding: 2 }),
  },
  {
    code: 'erasing-areas-swapped',
    warned: augmented({ type: 'randomErasing', probability: 1, minimumArea: 0.99, maximumArea: 0.1 }),
    sound: augmented({ type: 'randomErasing', probability: 1, minimumArea: 0.02, maximumArea: 0.1 }),
  },
  {
    code: 'normalization-in-bytes',
    warned: linear({ normalization: { mean: [127.5], deviation: [127.5] } }),
    sound: linear({ normalization: { mean: [0.5], deviation: [0.5] } }),
  },
];

describe('what is warned of before training', () => {
  it.each(pairs)('$code learns less than the same without it', async ({ code, warned, sound, limit }) => {
    expect(codesOf(warned)).toContain(code);
    expect(codesOf(sound)).toEqual([]);
    const bad = await accuracyOf(warned, limit);
    const good = await accuracyOf(sound, limit);
    expect([bad, good, good - bad > 0.05]).toEqual([bad, good, true]);
  });
});

describe('the trainer', () => {
  const refused = [...dataCases, ...optimizerCases]
    .flatMap(({ code, reported }) => reported.map((testCase) => ({ ...testCase, code })))
    .filter(
      ({ data, document }) =>
        data === undefined &&
        checkTraining(analyze(document), FASHION_MNIST).some(({ severity }) => severity === 'error'),
    );

  it.each(refused)('refuses $code in its own words: $name', async ({ code, document }) => {
    const error = await runTraining(document).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    const failure = asFailure(error);
    expect(failure.code).toBe(code);
    for (const language of LANGUAGES) {
      expect(failureText(failure, language)).not.toMatch(/[{}]|undefined|NaN|Something went wrong|發生錯誤/);
    }
  });
});
