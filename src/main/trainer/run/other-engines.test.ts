import { beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { type ProcessResult, trainInProcess } from '../testing/train-in-process';

/**
 * Networks are trained by engines that can do less, as on other processors: they learn the same, whatever they are lowered to. Each engine
 * is this one, with settings that take something away.
 */

type Nodes = readonly NodeSpec[];

function chain(name: string, nodes: Nodes, precision: 'float32' | 'mixed' = 'float32'): NetloomDocument {
  const all: Nodes = [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    ...nodes,
    { id: 'pool', type: 'globalAveragePooling2d' },
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ];
  return readDocument({
    format: 'netloom',
    version: 1,
    name,
    nodes: all,
    edges: all.slice(1).map(({ id }, index) => ({ from: all[index]?.id ?? '', to: id })),
    training: { batchSize: 16, precision, optimizer: { type: 'momentum', learningRate: 0.05 } },
  });
}

const convolution = (id: string, filters: number, more: Record<string, string | number | number[]> = {}) => ({
  id,
  type: 'conv2d',
  parameters: { filters, kernelSize: 3, padding: 'same', ...more },
});
const normalized = (id: string): Nodes => [
  { id: `${id}-norm`, type: 'batchNormalization' },
  { id: `${id}-relu`, type: 'relu' },
];

/** ResNeXt's bottleneck (Xie et al. 2017): many narrow groups between two pointwise convolutions. */
const resnext: Nodes = [
  convolution('stem', 16),
  ...normalized('stem'),
  convolution('narrow', 32, { kernelSize: 1 }),
  ...normalized('narrow'),
  convolution('groups', 32, { groups: 8, strides: 2 }),
  ...normalized('groups'),
  convolution('wide', 64, { kernelSize: 1 }),
  ...normalized('wide'),
];

const small: readonly NetloomDocument[] = [
  chain('ResNeXt', resnext),
  // AlexNet's two halves: with a bias and ReLU, which TensorFlow joins with the convolution.
  chain('two halves', [
    convolution('first', 8, { kernelSize: 5, strides: 2 }),
    { id: 'first-relu', type: 'relu' },
    convolution('second', 12, { groups: 2 }),
    { id: 'second-relu', type: 'relu' },
  ]),
  chain('dilated groups', [
    convolution('first', 8),
    convolution('second', 16, { groups: 4, dilationRate: 2, strides: 2 }),
    { id: 'relu', type: 'relu' },
  ]),
  chain('as many groups as channels', [
    convolution('first', 6),
    convolution('second', 12, { groups: 6, strides: [1, 2] }),
    { id: 'relu', type: 'relu' },
    { id: 'depthwise', type: 'depthwiseConv2d', parameters: { kernelSize: 3, strides: [2, 1] } },
  ]),
];

const mixed = [chain('mixed', resnext, 'mixed')];

const lenet = readPreset('lenet');
const mobilenet = readPreset('mobilenet');

/** Rounding, and what a few steps make of it. A wrong gradient is off by far more: these losses change by a tenth from step to step. */
const TOLERANCE = 5e-3;

/** The largest difference, relative to what was expected. */
function differenceOf(actual: readonly number[], expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(
    ...expected.map((value, index) => Math.abs((actual[index] ?? Number.NaN) - value) / Math.abs(value)),
  );
}

/** Examples of the epoch: two to four steps. */
const LIMIT = 32;

const networks = [...small, lenet];
const deep = { ...mobilenet, training: { ...mobilenet.training, batchSize: 16 } };

let here: ProcessResult;
beforeAll(async () => {
  here = await trainInProcess({ documents: [...networks, deep], limit: LIMIT }, {});
});

describe.each([
  ['without oneDNN', { NETLOOM_ONEDNN: 'off' }],
  ['limited to AVX2', { ONEDNN_MAX_CPU_ISA: 'AVX2' }],
])('an engine %s', (_, environment) => {
  let there: ProcessResult;
  let inMixed: ProcessResult;
  beforeAll(async () => {
    there = await trainInProcess({ documents: [...networks, deep], limit: LIMIT }, environment);
    inMixed = await trainInProcess({ documents: mixed, limit: LIMIT }, environment);
  });

  it.each(networks.map(({ name }, index) => [name, index] as const))('learns the same: %s', (name, index) => {
    const [expected, actual] = [here.trials[index], there.trials[index]];
    if (expected === undefined || actual === undefined) throw new Error(`${name} was not trained`);
    expect(differenceOf(actual.losses, expected.losses)).toBeLessThan(TOLERANCE);
    expect(differenceOf([actual.testLoss], [expected.testLoss])).toBeLessThan(TOLERANCE);
  });

  // Its normalizations of few examples magnify rounding to other numbers within two steps, between any two processors.
  it('learns from the same loss: MobileNet', () => {
    const [expected, actual] = [here, there].map(({ trials }) => trials[networks.length]?.losses ?? []);
    expect(differenceOf(actual?.slice(0, 1) ?? [], expected?.slice(0, 1) ?? [])).toBeLessThan(1e-3);
    expect(actual).toHaveLength(2);
    expect(actual?.every(Number.isFinite)).toBe(true);
  });

  it('trains with mixed precision, or says that it does not', () => {
    const [trial] = inMixed.trials;
    const codes = trial?.warnings.map(({ code }) => code) ?? [];
    expect(trial?.losses.every(Number.isFinite)).toBe(true);
    expect(codes.includes('mixed-precision-unavailable')).toBe(inMixed.missing.includes('bfloat16'));
  });
});
