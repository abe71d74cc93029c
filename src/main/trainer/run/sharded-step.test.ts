import { describe, expect, it } from 'vitest';
import { shardCount } from '../../../graph-runtime/compile/sharded-step';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { float32, int32 } from '../engine/tensor-data';
import { type Nodes, openProgram, readState, smallNetwork } from '../testing/open-program';

const BATCH = 64;
const plain: Nodes = smallNetwork.filter(({ id }) => id !== 'norm');
const twoLosses: Nodes = [
  ...plain,
  { id: 'side', type: 'dense', parameters: { units: 3 }, from: 'flatten' },
  { id: 'sideOutput', type: 'output', parameters: { auxiliary: true, lossWeight: 0.3 } },
];
const open = (nodes: Nodes, training = {}) =>
  openProgram(nodes, [4, 4, 1], 1, { batchSize: BATCH, ...training }, { cores: 2 });
const indices = int32(Array.from({ length: BATCH }, (_, place) => (place * 5) % 6));
const feeds = (step: number) => ({
  indices,
  seed: int32([5, step]),
  learningRate: float32([0.1], []),
});

describe('a step in shards', () => {
  it('gives the numbers of a whole one but for rounding, and changes the weights as it does', async () => {
    const whole = await open(twoLosses);
    const inShards = await open(twoLosses);
    expect(inShards.program.shards).toBe(2);
    for (const step of [1, 2, 3]) {
      const expected = whole.call('train', feeds(step));
      const received = inShards.call('train-in-shards', feeds(step));
      expect(received.loss?.values[0]).toBeCloseTo(expected.loss?.values[0] ?? Number.NaN, 5);
      expect(received.sums).toEqual(expected.sums);
    }
    const received = readState(inShards);
    for (const [name, { values }] of Object.entries(readState(whole))) {
      values.forEach((value, index) => {
        expect(received[name]?.values[index]).toBeCloseTo(value, 5);
      });
    }
  });

  it('does the same again, bit for bit', async () => {
    const [first, second] = [await open(plain), await open(plain)];
    for (const step of [1, 2, 3]) {
      expect(second.call('train-in-shards', feeds(step))).toEqual(first.call('train-in-shards', feeds(step)));
    }
    expect(readState(second)).toEqual(readState(first));
  });

  it('evaluates every example once, in their order', async () => {
    const { call } = await open(plain);
    const batch = { indices: int32([0, 1, 2, 3, 3, 2, 1, 1]) };
    const expected = call('evaluate', batch);
    const received = call('evaluate-in-shards', batch);
    expect(received.sums).toEqual(expected.sums);
    expect(received.loss?.values[0]).toBeCloseTo(expected.loss?.values[0] ?? Number.NaN, 5);
    expect(received.probabilities?.shape).toEqual([8, 3]);
    expected.probabilities?.values.forEach((value, index) => {
      expect(received.probabilities?.values[index]).toBeCloseTo(value, 5);
    });
  });

  it.each<[string, Nodes, object]>([
    ['examples meet', smallNetwork, {}],
    ['it draws', [...plain.slice(0, 4), { id: 'drop', type: 'dropout' }, ...plain.slice(4)], {}],
    ['the data is augmented', plain, { augmentation: [{ type: 'horizontalFlip', probability: 0.5 }] }],
    ['it comes in parts', plain, { microBatchSize: 32 }],
  ])('is not made where %s', async (_, nodes, training) => {
    const { program } = await open(nodes, training);
    expect(program.shards).toBe(1);
    expect(program.signatures['train-in-shards']).toBeUndefined();
  });
});

describe('the number of shards', () => {
  const ofPreset = (name: string, batchSize: number, cores: number) =>
    shardCount(analyze(readPreset(name)).cost, batchSize, cores);

  it.each([
    ['lenet', 256, 2, 2],
    ['lenet', 256, 16, 8],
    // The batch divides evenly.
    ['lenet', 96, 2, 2],
    ['lenet', 100, 3, 2],
    ['lenet', 97, 2, 1],
    // Too few examples to be worth it.
    ['lenet', 32, 2, 1],
    ['lenet', 256, 1, 1],
    // Its ops fill the cores by themselves.
    ['alexnet', 128, 2, 1],
    ['googlenet', 128, 2, 1],
  ])('%s at batch %i on %i cores: %i', (name, batchSize, cores, expected) => {
    expect(ofPreset(name, batchSize, cores)).toBe(expected);
  });
});
