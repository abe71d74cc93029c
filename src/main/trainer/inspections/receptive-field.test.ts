import { describe, expect, it } from 'vitest';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';

const sample = { type: 'dataset', split: 'test', index: 5 } as const;
const tail: NodesInRow = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 10 } },
];

/** Numbers that are the same in every run of the tests. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Some layers in a row, with branches, all of them linear: then a number depends on a pixel exactly where its gradient is not zero. */
function linearNetwork(seed: number): NodesInRow {
  const below = randomFrom(seed);
  const nodes: NodesInRow[number][] = [];
  for (let at = 0; at < 3 + below(3); at += 1) {
    const before = nodes.at(-1)?.id ?? 'input';
    const id = `layer${at}`;
    const kernelSize = [1 + below(3), 1 + below(3)];
    const kinds: NodesInRow[] = [
      [
        {
          id,
          type: 'conv2d',
          parameters: { filters: 4, kernelSize, padding: below(3), dilationRate: 1 + below(2) },
        },
      ],
      [
        {
          id,
          type: 'conv2d',
          parameters: { filters: 4, kernelSize: 3, strides: [1 + below(2), 1], padding: 'same' },
        },
      ],
      [{ id, type: 'depthwiseConv2d', parameters: { kernelSize, padding: 'same' } }],
      [{ id, type: 'separableConv2d', parameters: { filters: 3, kernelSize, padding: 'same' } }],
      [
        {
          id,
          type: 'averagePooling2d',
          parameters: { poolSize: 2, strides: 1 + below(2), padding: below(2) },
        },
      ],
      [{ id, type: 'zeroPadding2d', parameters: { padding: [below(2), 1, 0, below(3)] } }],
      [
        {
          id,
          type: 'upSampling2d',
          parameters: { size: [2, 3], interpolation: below(2) === 0 ? 'nearest' : 'bilinear' },
        },
      ],
      [{ id, type: 'resize', parameters: { size: [8 + below(9), 8 + below(9)] } }],
      [{ id, type: 'adaptiveAveragePooling2d', parameters: { outputSize: [8 + below(4), 8 + below(4)] } }],
      [
        { id: `${id}side`, type: 'conv2d', parameters: { filters: 1, kernelSize: 3, padding: 'same' } },
        { id, type: 'add', from: [before, `${id}side`] },
      ],
      [
        {
          id: `${id}side`,
          type: 'conv2d',
          parameters: { filters: 2, kernelSize: [1, 3], padding: 'same', dilationRate: 2 },
        },
        { id, type: 'concatenate', from: [`${id}side`, before] },
      ],
    ];
    // One channel at the beginning is what a sum with one filter fits.
    nodes.push(...(kinds[at === 0 ? below(kinds.length) : below(kinds.length - 2)] ?? []));
  }
  return nodes;
}

describe('the receptive field', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'is exactly where the gradient is: network %i',
    async (seed) => {
      const nodes = linearNetwork(seed);
      const path = nodes.at(-1)?.id ?? '';
      await withNetwork(
        async (ask) => {
          for (const place of [
            { row: 0, column: 0 },
            { row: 5, column: 3 },
            { row: 99, column: 6 },
          ]) {
            const seen = answered(await ask({ type: 'receptive-field', path, sample, ...place, channel: 0 }));
            // A channel need not see all that its place can: the field is that of all channels together.
            const support = new Uint8Array(14 * 14);
            for (let channel = 0; channel < (seen.shape[2] ?? 1); channel += 1) {
              const { effective } = answered(
                await ask({ type: 'receptive-field', path, sample, ...place, channel }),
              );
              effective.values.forEach((value, at) => {
                if (value !== 0) support[at] = 1;
              });
            }
            expect([...seen.theoretical]).toEqual([...support]);
          }
        },
        networkOf([...nodes, ...tail]),
      );
    },
  );

  it('bounds what a number depends on after activations, and is the whole image after a dense layer of maps', async () => {
    const nodes: NodesInRow = [
      { id: 'conv1', type: 'conv2d', parameters: { filters: 4, kernelSize: 3 } },
      { id: 'relu', type: 'relu' },
      { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2, strides: 2 } },
      { id: 'conv2', type: 'conv2d', parameters: { filters: 3, kernelSize: 3 } },
      { id: 'gap', type: 'globalAveragePooling2d' },
      { id: 'gate', type: 'multiply', from: ['conv2', 'gap'] },
    ];
    await withNetwork(
      async (ask) => {
        const place = { sample, row: 3, column: 3, channel: 1 };
        const seen = answered(await ask({ type: 'receptive-field', path: 'conv2', ...place }));
        // 1 + (3 - 1) · 2 + (2 - 1) + (3 - 1) = 8 pixels a side.
        expect(seen.theoretical.reduce((sum, value) => sum + value, 0)).toBe(64);
        seen.effective.values.forEach((value, at) => {
          if (value > 0) expect(seen.theoretical[at]).toBe(1);
        });
        const gate = answered(await ask({ type: 'receptive-field', path: 'gate', ...place }));
        expect(gate.theoretical).not.toContain(0);
        const dense = answered(await ask({ type: 'receptive-field', path: 'dense', ...place, channel: 7 }));
        expect(dense).toMatchObject({ shape: [1, 1, 10], row: 0, column: 0, channel: 7 });
        expect(dense.theoretical).not.toContain(0);
        const scores = answered(await ask({ type: 'activations', path: 'dense', sample }));
        expect(dense.outputMap.values[0]).toBeCloseTo(scores.values[7] ?? Number.NaN, 4);
      },
      networkOf([...nodes, ...tail]),
    );
  });
});
