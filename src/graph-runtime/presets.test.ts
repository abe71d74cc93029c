import { describe, expect, it } from 'vitest';
import type { NetworkAnalysis } from './infer/analysis';
import { analyze } from './infer/analyze';
import { readPreset } from './testing/presets';
import reference from './testing/reference/presets.json';

/**
 * The eight presets against the same networks as PyTorch builds them: input, trainable parameters, running statistics and the
 * output shape of every stage. `stages` names the node or block whose output each stage of the reference is, in its order.
 */
interface Expectation {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly stages: readonly string[];
}

const numbered = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${name}${from + index}`);

/** A dense layer with its ReLU and dropout, as the block `hidden` repeats it. */
const hiddenLayers = ['hidden1', 'hidden2'].flatMap((path) => [
  `${path}/dense`,
  `${path}/relu`,
  `${path}/dropout`,
]);
const convolutionAndRelu = (path: string): string[] => [`${path}/conv`, `${path}/relu`];
const stem = ['conv1', 'norm1', 'relu1', 'pool1'];
const head = ['globalPool', 'flatten', 'logits'];
const transition = (number: number): string[] =>
  ['norm', 'relu', 'conv', 'pool'].map((name) => `transition${number}/${name}`);
const separable = (path: string): string[] => [`${path}/relu1`, `${path}/relu2`];

const expectations: Readonly<Record<string, Expectation>> = {
  lenet: {
    batchSize: 256,
    learningRate: 0.9,
    stages: [
      ...['conv1', 'sigmoid1', 'pool1', 'conv2', 'sigmoid2', 'pool2', 'flatten'],
      ...['dense1', 'sigmoid3', 'dense2', 'sigmoid4', 'dense3'],
    ],
  },
  alexnet: {
    batchSize: 128,
    learningRate: 0.01,
    stages: [
      ...['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2', 'conv3', 'relu3', 'conv4', 'relu4'],
      ...['conv5', 'relu5', 'pool5', 'flatten', ...hiddenLayers, 'logits'],
    ],
  },
  vgg: {
    batchSize: 128,
    learningRate: 0.05,
    stages: [
      ...[1, 1, 2, 2, 2].flatMap((convolutions, index) => [
        ...numbered(`stage${index + 1}/convolution`, 1, convolutions).flatMap(convolutionAndRelu),
        `stage${index + 1}/pool`,
      ]),
      'flatten',
      ...hiddenLayers,
      'logits',
    ],
  },
  nin: {
    batchSize: 128,
    learningRate: 0.1,
    stages: [
      ...['stage1', 'pool1', 'stage2', 'pool2', 'stage3', 'pool3'],
      ...['dropout', 'stage4', 'globalPool', 'flatten'],
    ],
  },
  googlenet: {
    batchSize: 128,
    learningRate: 0.1,
    stages: [
      ...['conv1', 'relu1', 'pool1', 'reduce2', 'reluReduce2', 'conv2', 'relu2', 'pool2'],
      ...['inception3a', 'inception3b', 'pool3'],
      ...['inception4a', 'inception4b', 'inception4c', 'inception4d', 'inception4e', 'pool4'],
      ...['inception5a', 'inception5b', ...head],
    ],
  },
  resnet: {
    batchSize: 256,
    learningRate: 0.05,
    stages: [
      ...stem,
      ...numbered('stage', 1, 4).flatMap((stage) => numbered(`${stage}/residual`, 1, 2)),
      ...head,
    ],
  },
  densenet: {
    batchSize: 256,
    learningRate: 0.1,
    stages: [
      ...stem,
      ...[1, 2, 3].flatMap((number) => [`dense${number}`, ...transition(number)]),
      ...['dense4', 'norm5', 'relu5', ...head],
    ],
  },
  mobilenet: {
    batchSize: 256,
    learningRate: 0.1,
    stages: [
      'relu1',
      ...numbered('separable', 1, 6).flatMap(separable),
      ...numbered('middle', 1, 5).flatMap(separable),
      ...numbered('separable', 12, 13).flatMap(separable),
      ...head,
    ],
  },
};

/** Which layer a module of PyTorch is; a `Sequential`, `Inc`, `Res` or `DB` is a block and may end in any layer. */
const layerOfModule: Readonly<Record<string, string>> = {
  Conv2d: 'conv2d',
  Sigmoid: 'sigmoid',
  ReLU: 'relu',
  AvgPool2d: 'averagePooling2d',
  MaxPool2d: 'maxPooling2d',
  AdaptiveAvgPool2d: 'globalAveragePooling2d',
  BatchNorm2d: 'batchNormalization',
  Flatten: 'flatten',
  Linear: 'dense',
  Dropout: 'dropout',
};

/** The output of a node or of a block, channels last. */
function shapeAt(analysis: NetworkAnalysis, path: string): readonly number[] | undefined {
  const node = analysis.nodes.get(path);
  return node === undefined ? analysis.groups.get(path)?.outputs.out?.shape : node.outputs?.[0]?.shape;
}

/** PyTorch's `[channels, height, width]` as `[height, width, channels]`. */
function channelsLast(shape: readonly number[]): readonly number[] {
  const [channels, ...rest] = shape;
  return channels === undefined ? [] : [...rest, channels];
}

describe.each(reference)('$name', ({ name, input, trainable_parameters, running_statistics, stages }) => {
  const document = readPreset(name);
  const analysis = analyze(document);
  const expectation = expectations[name];
  if (expectation === undefined) throw new Error(`No expectation for ${name}.`);

  it('has the input and the parameters of the reference', () => {
    expect(analysis.diagnostics).toEqual([]);
    expect(shapeAt(analysis, 'input')).toEqual(channelsLast(input));
    expect(analysis.cost.trainableParameters).toBe(trainable_parameters);
    expect(analysis.cost.otherParameters).toBe(running_statistics);
  });

  it('has every stage of the reference, in its order', () => {
    const types = new Map(analysis.graph.nodes.map((node) => [node.path, node.type]));
    const found = expectation.stages.map((path) => ({ path, shape: shapeAt(analysis, path) }));
    const expected = stages.map(([, shape], index) => ({
      path: expectation.stages[index],
      shape: channelsLast(shape as number[]),
    }));
    expect(found).toEqual(expected);
    stages.forEach(([module], index) => {
      const layer = layerOfModule[String(module)];
      if (layer !== undefined) expect(types.get(expectation.stages[index] ?? '')).toBe(layer);
    });
    const places = expectation.stages.map((path) => lastPlace(analysis, path));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('trains as published', () => {
    const { training, dataset } = document;
    expect(dataset).toEqual({ id: 'fashion-mnist' });
    expect(training.epochs).toBe(10);
    expect(training.batchSize).toBe(expectation.batchSize);
    expect(training.schedule).toEqual({ type: 'constant', warmupEpochs: 0 });
    expect(training.optimizer).toEqual({
      type: 'sgd',
      learningRate: expectation.learningRate,
      weightDecay: 0,
      clipNorm: null,
    });
  });

  it('initializes as published: Glorot kernels, zero biases, batch normalization of 1 and 0', () => {
    const wrong = [...analysis.nodes.values()].flatMap((node) =>
      node.weights.filter(({ name: weight, initializer: { kind, ...values } }) => {
        if (weight === 'kernel') return kind !== 'glorotUniform';
        return kind !== 'constant' || !('value' in values) || values.value !== startingValues[weight];
      }),
    );
    expect(wrong).toEqual([]);
    for (const node of analysis.graph.nodes.filter((candidate) => candidate.type === 'batchNormalization')) {
      expect(node.parameters).toMatchObject({ momentum: 0.9, epsilon: 1e-5 });
    }
  });
});

const startingValues: Readonly<Record<string, number>> = {
  bias: 0,
  gamma: 1,
  beta: 0,
  movingMean: 0,
  movingVariance: 1,
};

/** Where a node, or the last node of a block, is in the order of computation. */
function lastPlace(analysis: NetworkAnalysis, path: string): number {
  const isInside = (candidate: string) => candidate === path || candidate.startsWith(`${path}/`);
  return Math.max(...analysis.order.map((candidate, place) => (isInside(candidate) ? place : -1)));
}
