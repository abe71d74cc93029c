import { describe, expect, it } from 'vitest';
import type { TensorData } from '../engine/tensor-data';
import { int32 } from '../engine/tensor-data';
import { type Nodes, openProgram, readState } from '../testing/open-program';

/* Weights that two nodes use: learned from both, kept once. */

const network = (second: object, norm: object): Nodes => [
  { id: 'input', type: 'input', parameters: { shape: [4, 4, 1] } },
  { id: 'flatten', type: 'flatten' },
  { id: 'first', type: 'dense', parameters: { units: 16 } },
  { id: 'norm', type: 'batchNormalization' },
  { id: 'tanh', type: 'tanh' },
  { id: 'second', type: 'dense', parameters: { units: 16 }, ...second },
  { id: 'again', type: 'batchNormalization', ...norm },
  { id: 'dense', type: 'dense', parameters: { units: 3 } },
  { id: 'output', type: 'output' },
];
const SHARED = network({ sharesWith: 'first' }, { sharesWith: 'norm' });
const BATCH = { indices: int32([0, 1, 2, 3]), seed: int32([5, 1]) };

const values = (tensors: Readonly<Record<string, TensorData>>, name: string) =>
  Array.from(tensors[name]?.values ?? []);

describe('shared weights', () => {
  it('are kept once, and their gradient is the sum of those of both uses', async () => {
    const shared = await openProgram(SHARED);
    const apart = await openProgram(network({}, {}));
    const state = readState(shared);
    expect(Object.keys(state).filter((name) => /^(second|again)\//.test(name))).toEqual([]);
    // The same values in a network in which each layer has its own.
    const copied = Object.fromEntries(
      Object.keys(readState(apart)).map((name) => {
        const owner = name.replace(/^second\//, 'first/').replace(/^again\//, 'norm/');
        return [name, state[owner]] as const;
      }),
    );
    apart.call('write', copied as Record<string, TensorData>);
    const together = shared.call('gradients', BATCH);
    const single = apart.call('gradients', BATCH);
    for (const [owner, user] of [
      ['first/kernel', 'second/kernel'],
      ['norm/gamma', 'again/gamma'],
    ] as const) {
      const [one, other] = [values(single, owner), values(single, user)];
      const sums = values(together, owner);
      expect(sums.length).toBeGreaterThan(0);
      sums.forEach((sum, at) => {
        expect(sum).toBeCloseTo((one[at] ?? 0) + (other[at] ?? 0), 5);
      });
    }
  });

  it('have running statistics that continue from use to use, as in PyTorch', async () => {
    const shared = await openProgram(SHARED);
    const apart = await openProgram(network({ sharesWith: 'first' }, {}));
    const before = readState(shared);
    apart.call(
      'write',
      Object.fromEntries(
        Object.keys(readState(apart)).map((name) => [
          name,
          before[name.replace(/^again\//, 'norm/')] as TensorData,
        ]),
      ),
    );
    const scalars = Object.fromEntries(
      Object.keys(shared.program.signatures.train?.inputs ?? {})
        .filter((name) => !(name in BATCH))
        .map((name) => [name, { dtype: 'float32', shape: [], values: Float32Array.of(0) } as const]),
    );
    shared.call('train', { ...BATCH, ...scalars });
    apart.call('train', { ...BATCH, ...scalars });
    const [both, single] = [readState(shared), readState(apart)];
    const start = values(before, 'norm/movingMean');
    const first = values(single, 'norm/movingMean');
    const second = values(single, 'again/movingMean');
    // m (m s + (1 - m) b1) + (1 - m) b2, from m s + (1 - m) b1 and m s + (1 - m) b2, at the layer's momentum of 0.9.
    const momentum = 0.9;
    values(both, 'norm/movingMean').forEach((mean, at) => {
      const added = (second[at] ?? 0) - momentum * (start[at] ?? 0);
      expect(mean).toBeCloseTo(momentum * (first[at] ?? 0) + added, 5);
    });
  });
});
