import { readDocument } from '../../src/graph-runtime/testing/read-document';
import { type Node, network } from './network';
import { readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Trainings that are watched from epoch to epoch, of a part of the examples, and with an auxiliary output. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);

const conv = (id: string): Node => [id, 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }];

function ofDigits(
  name: string,
  more: Pick<TargetCase, 'document'> & { readonly epochs?: number },
): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name, loss: 'crossEntropy', examples, batchSize: 64 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    ...more,
  };
}

/** Ends early or lowers the rate by what it is about to learn from a third of the images, whose rate is far too high. */
function watched(
  name: string,
  training: Partial<TargetCase['document']['training']>,
  learningRate: number,
): TargetCase {
  const nodes: readonly Node[] = [
    conv('conv'),
    ['relu', 'relu'],
    ['flatten', 'flatten'],
    ['dense', 'dense', { units: 10 }],
  ];
  const optimizer = { type: 'sgd', learningRate, weightDecay: 0, clipNorm: null } as const;
  const document = network([8, 8, 1], nodes, { batchSize: 64, optimizer, ...training } as typeof training);
  return ofDigits(name, { document, epochs: 6 });
}

/** A second output halfway, which counts a third as much. */
function auxiliary(): TargetCase {
  const document = readDocument({
    ...{ format: 'netloom', version: 3, name: 'auxiliary' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
      { id: 'conv1', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same' } },
      { id: 'relu1', type: 'relu' },
      { id: 'conv2', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same' } },
      { id: 'relu2', type: 'relu' },
      { id: 'flat', type: 'flatten' },
      { id: 'scores', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
      { id: 'half-flat', type: 'flatten' },
      { id: 'half-scores', type: 'dense', parameters: { units: 10 } },
      { id: 'half', type: 'output', parameters: { auxiliary: true, lossWeight: 0.3 } },
    ],
    edges: [
      ['input', 'conv1', 'relu1', 'conv2', 'relu2', 'flat', 'scores', 'output'],
      ['relu1', 'half-flat', 'half-scores', 'half'],
    ].flatMap((row) => row.slice(1).map((to, at) => ({ from: row[at] ?? '', to }))),
  });
  return ofDigits('an auxiliary output', {
    document: { ...document, training: { ...document.training, seed: 3, batchSize: 64 } },
  });
}

/** The test set is evaluated by the average, running statistics among it. */
function averaged(name: string, training: Partial<TargetCase['document']['training']>): TargetCase {
  const nodes: readonly Node[] = [
    ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same', useBias: false }],
    ['norm', 'batchNormalization'],
    ['relu', 'relu'],
    ['flatten', 'flatten'],
    ['dense', 'dense', { units: 10 }],
  ];
  const settings = { batchSize: 64, weightAverage: 0.9, ...training };
  return ofDigits(name, { document: network([8, 8, 1], nodes, settings), epochs: 3 });
}

/** Of one class, whose examples are mixed. */
function mixed(name: string, training: Partial<TargetCase['document']['training']>): TargetCase {
  const nodes: readonly Node[] = [
    conv('conv'),
    ['norm', 'batchNormalization'],
    // A ReLU that the last bits turn on or off would part the runs.
    ['silu', 'silu'],
    ['flatten', 'flatten'],
    ['dense', 'dense', { units: 10 }],
  ];
  return ofDigits(name, { document: network([8, 8, 1], nodes, { batchSize: 64, ...training }), epochs: 2 });
}

/** All of them. */
export function settingsCases(): readonly TargetCase[] {
  const stopping = { patience: 1, minimumDelta: 0.1, keepsBest: true };
  return [
    auxiliary(),
    mixed('mixing by mixup', { mixup: 1 }),
    mixed('mixing by CutMix', { cutMix: 1 }),
    mixed('mixing by both', { mixup: 0.4, cutMix: 1 }),
    averaged('average of weights', {}),
    averaged('average of weights, the best are kept', { earlyStopping: { ...stopping, monitor: 'loss' } }),
    watched(
      'early stopping by the loss',
      { earlyStopping: { ...stopping, monitor: 'loss' }, validationShare: 0.2 },
      0.1,
    ),
    watched(
      'early stopping by accuracy',
      { earlyStopping: { ...stopping, monitor: 'accuracy' }, trainingShare: 0.4 },
      0.1,
    ),
    watched(
      'rate falls on a plateau',
      {
        schedule: {
          ...{ type: 'reduceOnPlateau', factor: 0.2, patience: 1, minimumDelta: 0.3, minimum: 0 },
          warmupEpochs: 0,
        },
        validationShare: 0.2,
        trainingShare: 0.5,
      },
      0.1,
    ),
  ];
}
