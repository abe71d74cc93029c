import { describe, expect, it } from 'vitest';
import { type NodeSpec, type OptimizerSettings, trainingSettingsSchema } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { MEASURED_COMPARED, MEASURED_PEAKS, MEASURED_VARIANTS } from '../infer/testing/measured-peaks';
import { comparedNetwork } from '../testing/compared-network';
import { readPreset } from '../testing/presets';
import { readDocument } from '../testing/read-document';
import { forecastTrainingMemory, largestBatchThatFits } from './memory-forecast';

const sgd: OptimizerSettings = { type: 'sgd', learningRate: 0.1, weightDecay: 0, clipNorm: null };
const momentum: OptimizerSettings = { ...sgd, type: 'momentum', momentum: 0.9, nesterov: false };
const adam: OptimizerSettings = { ...sgd, type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const analyses = new Map<string, NetworkAnalysis>();
function analysisOf(preset: string): NetworkAnalysis {
  const known = analyses.get(preset) ?? analyze(readPreset(preset));
  analyses.set(preset, known);
  return known;
}

const variants = {
  mixed: { precision: 'mixed' },
  parts: { microBatchSize: 32 },
  'mixed parts': { precision: 'mixed', microBatchSize: 32 },
  augmented: {
    augmentation: [
      { type: 'randomCrop' },
      { type: 'horizontalFlip' },
      { type: 'rotation' },
      { type: 'brightness' },
      { type: 'contrast' },
      { type: 'randomErasing' },
    ],
  },
} as const;

describe('forecastTrainingMemory', () => {
  it.each(MEASURED_PEAKS)(
    '%s, batch %i, %s: within 20%% of what was measured',
    (preset, batchSize, type, measured) => {
      const analysis = analysisOf(preset);
      const optimizer = { sgd, momentum, adam }[type];
      const { bytes } = forecastTrainingMemory(analysis, { batchSize, optimizer, isWatched: false });
      expect(Math.abs(bytes / 1e6 / measured - 1)).toBeLessThan(0.2);
    },
  );

  it.each(MEASURED_VARIANTS)(
    '%s, batch %i, %s: within 20%% of what was measured',
    (preset, batchSize, variant, measured) => {
      const settings = trainingSettingsSchema.parse({ batchSize, ...variants[variant] });
      const { bytes } = forecastTrainingMemory(analysisOf(preset), { ...settings, isWatched: false });
      expect(Math.abs(bytes / 1e6 / measured - 1)).toBeLessThan(0.2);
    },
  );

  it.each(MEASURED_COMPARED)(
    'images that are compared, %s, batch %i: within 20%% of what was measured',
    (tuple, batchSize, measured) => {
      const branch: readonly NodeSpec[] = [
        { id: 'conv', type: 'conv2d', parameters: { filters: 32, kernelSize: 3, padding: 'same' } },
        { id: 'act', type: 'relu' },
        { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2 } },
        { id: 'flat', type: 'flatten' },
      ];
      const document = comparedNetwork({ tuple, shape: [28, 28, 1], branch, units: 64, batchSize });
      const { bytes } = forecastTrainingMemory(analyze(document), { ...document.training, isWatched: false });
      expect(Math.abs(bytes / 1e6 / measured - 1)).toBeLessThan(0.2);
    },
  );

  it.each([{ mixup: 1 }, { cutMix: 1 }])('knows of mixed examples: %j', (mixing) => {
    const forecast = (more: object) =>
      forecastTrainingMemory(analysisOf('lenet'), trainingSettingsSchema.parse(more)).bytes;
    // Their copies are gone before the peak of the step.
    expect(forecast(mixing)).toBeGreaterThan(forecast({}));
    expect(forecast(mixing) / forecast({})).toBeLessThan(1.01);
  });

  it('takes a micro-batch at a time, and a copy of the weights in which gradients are added up', () => {
    const analysis = analysisOf('resnet');
    const forecast = (settings: object) =>
      forecastTrainingMemory(analysis, trainingSettingsSchema.parse({ batchSize: 256, ...settings })).parts;
    const [whole, parts] = [forecast({ batchSize: 32 }), forecast({ microBatchSize: 32 })];
    expect(forecast({ microBatchSize: 32, batchSize: 1024 })).toEqual(parts);
    expect(parts.activations / whole.activations).toBeCloseTo(1, 1);
    expect(parts.gradients).toBeGreaterThanOrEqual(4 * 11_178_378);
    // A micro-batch that is no smaller than the batch is the batch.
    expect(forecast({ microBatchSize: 256 })).toEqual(forecast({}));
  });

  it('keeps a few batches of data that is read while the network trains', () => {
    const data = { exampleShape: [32, 32, 3], trainCount: 1_000_000, testCount: 10_000 };
    const settings = { batchSize: 100, optimizer: sgd, data };
    const { parts } = forecastTrainingMemory(analysisOf('lenet'), { ...settings, isFed: true });
    expect(parts.data).toBe(4 * 100 * 3072);
    const inParts = { ...settings, microBatchSize: 10, isFed: true };
    expect(forecastTrainingMemory(analysisOf('lenet'), inParts).parts.data).toBe(4 * 100 * 3072);
    expect(parts.data).toBeLessThan(forecastTrainingMemory(analysisOf('lenet'), settings).parts.data / 500);
  });

  it('counts what it takes to look at the health of a network: its activations, and the weights before a step', () => {
    const settings = { batchSize: 128, optimizer: sgd };
    const forecast = (preset: string, isWatched: boolean) =>
      forecastTrainingMemory(analysisOf(preset), { ...settings, isWatched }).parts;
    const [plain, watched] = [forecast('vgg', false), forecast('vgg', true)];
    expect(watched.activations / plain.activations).toBeGreaterThan(1.1);
    const [small, large] = [forecast('resnet', false), forecast('resnet', true)];
    const sum = ({ activations, gradients }: typeof small) => activations + gradients;
    expect(sum(large) - sum(small)).toBeGreaterThanOrEqual(4 * 11_178_378);
  });

  it('accepts settings that do not fit the data: they are reported elsewhere', () => {
    const settings = trainingSettingsSchema.parse({
      normalization: { mean: [0.5, 0.4, 0.3, 0.2], deviation: [1, 1, 1, 1] },
      augmentation: [{ type: 'pcaColor' }],
    });
    const data = { exampleShape: [32, 32, 2], trainCount: 10, testCount: 10 };
    for (const preset of ['lenet', 'alexnet-imagenet']) {
      expect(forecastTrainingMemory(analysisOf(preset), { ...settings, data }).bytes).toBeGreaterThan(0);
    }
  });

  it('counts a network whose output has another shape than any target of its data', () => {
    const document = readDocument({
      ...{ format: 'netloom', version: 2, name: 'Larger' },
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
        { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 1 } },
        { id: 'shuffle', type: 'depthToSpace', parameters: { blockSize: 2 } },
        { id: 'output', type: 'output' },
      ],
      edges: [
        { from: 'input', to: 'conv' },
        { from: 'conv', to: 'shuffle' },
        { from: 'shuffle', to: 'output' },
      ],
    });
    expect(forecastTrainingMemory(analyze(document), { batchSize: 8, optimizer: sgd }).bytes).toBeGreaterThan(
      0,
    );
  });

  it('adds up its parts', () => {
    const { bytes, parts } = forecastTrainingMemory(analysisOf('resnet'), { batchSize: 64, optimizer: sgd });
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(bytes);
    expect(parts.weights).toBe(4 * (11_178_378 + 7_808));
  });

  it('counts neither slots nor gradients of frozen weights, nor activations that nothing goes back to', () => {
    const free = analysisOf('resnet');
    const { document } = free;
    const nodes = document.nodes.map((node) =>
      node.type === 'dense' ? node : { ...node, trainable: false },
    );
    const frozen = analyze({ ...document, nodes });
    const settings = { batchSize: 64, optimizer: adam, isWatched: false };
    const [before, after] = [free, frozen].map((one) => forecastTrainingMemory(one, settings).parts);
    // A dense layer from 512 channels to 10 classes, with two moments for each of its numbers.
    expect(frozen.cost.trainableParameters).toBe(512 * 10 + 10);
    expect(after?.optimizerSlots).toBe(2 * 4 * (512 * 10 + 10));
    expect(after?.weights).toBe(before?.weights);
    expect(after?.gradients).toBeLessThan(0.01 * (before?.gradients ?? 0));
    expect(after?.activations).toBeLessThan(0.5 * (before?.activations ?? 0));
  });

  it('counts what an optimizer remembers: momentum once, Adam twice the weights', () => {
    const slots = (optimizer: OptimizerSettings) =>
      forecastTrainingMemory(analysisOf('lenet'), { batchSize: 1, optimizer }).parts.optimizerSlots;
    expect(slots(sgd)).toBe(0);
    expect(slots(momentum)).toBe(4 * 61_706);
    expect(slots(adam)).toBe(2 * 4 * 61_706);
  });

  it('keeps what the backward pass needs, and no more', () => {
    const { parts } = forecastTrainingMemory(analysisOf('vgg'), { batchSize: 100, optimizer: sgd });
    const everything = 100 * analysisOf('vgg').cost.activationBytes;
    // Each convolution's result is overwritten by its activation, and pooling keeps both sides.
    expect(parts.activations).toBeGreaterThan(everything / 3);
    expect(parts.activations).toBeLessThan(everything);
  });

  it('counts the data set it is given', () => {
    const data = { exampleShape: [32, 32, 3], trainCount: 50_000, testCount: 10_000 };
    const settings = { batchSize: 1, optimizer: sgd, data };
    expect(forecastTrainingMemory(analysisOf('lenet'), settings).parts.data).toBe(2 * 60_000 * 3072);
  });

  it('works for every preset, whatever layers it has', () => {
    for (const preset of ['mobilenet-v3-small', 'inception-v3', 'densenet-121', 'alexnet-imagenet']) {
      const { parts } = forecastTrainingMemory(analysisOf(preset), { batchSize: 2, optimizer: adam });
      for (const part of Object.values(parts)) expect(part).toBeGreaterThan(0);
    }
  });
});

describe('largestBatchThatFits', () => {
  it('fits, and one more does not', () => {
    const analysis = analysisOf('googlenet');
    for (const bytes of [1e9, 2e9, 7e9]) {
      const batchSize = largestBatchThatFits(analysis, bytes, { optimizer: sgd });
      expect(forecastTrainingMemory(analysis, { batchSize, optimizer: sgd }).bytes).toBeLessThanOrEqual(
        bytes,
      );
      expect(
        forecastTrainingMemory(analysis, { batchSize: batchSize + 1, optimizer: sgd }).bytes,
      ).toBeGreaterThan(bytes);
    }
  });

  it('counts micro-batches with what they need beside', () => {
    const analysis = analysisOf('vgg');
    const settings = { optimizer: sgd };
    const whole = largestBatchThatFits(analysis, 2e9, settings);
    const parts = largestBatchThatFits(analysis, 2e9, { ...settings, isInParts: true });
    expect(parts).toBeGreaterThan(0);
    expect(parts).toBeLessThan(whole);
    const forecast = (microBatchSize: number) =>
      forecastTrainingMemory(analysis, { ...settings, batchSize: 65_536, microBatchSize }).bytes;
    expect(forecast(parts)).toBeLessThanOrEqual(2e9);
    expect(forecast(parts + 1)).toBeGreaterThan(2e9);
  });

  it('is 0 when nothing fits, and has an end', () => {
    expect(largestBatchThatFits(analysisOf('lenet'), 5e8, { optimizer: sgd })).toBe(0);
    expect(largestBatchThatFits(analysisOf('lenet'), 1e15, { optimizer: sgd })).toBe(65_536);
  });
});
