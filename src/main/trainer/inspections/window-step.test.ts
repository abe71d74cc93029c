import { describe, expect, it } from 'vitest';
import { answered, withNetwork } from '../testing/ask-network';
import { networkOf } from '../testing/build-document';

const sample = { type: 'dataset', split: 'test', index: 5 } as const;
const first = {
  id: 'first',
  type: 'conv2d',
  parameters: { filters: 4, kernelSize: 3, biasInitializer: 'ones' },
};
const tail = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 10 } },
];

/** After a convolution with 4 filters over 14 × 14 pixels. */
const CASES: readonly { readonly name: string; readonly type: string; readonly parameters: object }[] = [
  { name: 'a convolution', type: 'conv2d', parameters: { filters: 3, kernelSize: [3, 2] } },
  {
    name: 'stride, padding and dilation',
    type: 'conv2d',
    parameters: { filters: 3, kernelSize: 3, strides: [2, 1], padding: [2, 1, 0, 3], dilationRate: [1, 2] },
  },
  { name: 'groups', type: 'conv2d', parameters: { filters: 6, kernelSize: 3, groups: 2 } },
  {
    name: 'as many groups as channels',
    type: 'conv2d',
    parameters: { filters: 8, kernelSize: 3, groups: 4 },
  },
  { name: 'no bias', type: 'conv2d', parameters: { filters: 3, kernelSize: 1, useBias: false } },
  {
    name: 'depthwise',
    type: 'depthwiseConv2d',
    parameters: { kernelSize: 3, depthMultiplier: 2, strides: 2 },
  },
  {
    name: 'separable',
    type: 'separableConv2d',
    parameters: { filters: 3, kernelSize: 3, depthMultiplier: 2, strides: 2, biasInitializer: 'ones' },
  },
  {
    name: 'adaptive pooling',
    type: 'adaptiveAveragePooling2d',
    parameters: { outputSize: [5, 3] },
  },
  {
    name: 'adaptive max pooling',
    type: 'adaptiveMaxPooling2d',
    parameters: { outputSize: [5, 3] },
  },
  { name: 'a global mean', type: 'globalAveragePooling2d', parameters: {} },
  { name: 'a global maximum', type: 'globalMaxPooling2d', parameters: { keepDimensions: false } },
  { name: 'max pooling', type: 'maxPooling2d', parameters: { poolSize: 3, strides: 2, padding: 'same' } },
  { name: 'average pooling', type: 'averagePooling2d', parameters: { poolSize: 2, strides: 2 } },
  {
    name: 'a mean that counts padding',
    type: 'averagePooling2d',
    parameters: { poolSize: 3, strides: 2, padding: 1, ceilMode: true, countIncludePadding: true },
  },
  {
    name: 'a mean that does not count padding',
    type: 'averagePooling2d',
    parameters: { poolSize: 3, strides: 2, padding: 1, countIncludePadding: false },
  },
];

describe('one number of an output, step by step', () => {
  it.each(CASES)('equals what the network computes: $name', async ({ type, parameters }) => {
    const layer = { id: 'layer', type, parameters: { ...parameters } };
    await withNetwork(
      async (ask) => {
        const output = answered(await ask({ type: 'activations', path: 'layer', sample }));
        const shape = output.shape.length === 1 ? [1, 1, ...output.shape] : output.shape;
        const [height = 0, width = 0, channels = 0] = shape;
        const largest = output.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        // The corners, where padding is, and places in between.
        for (const row of new Set([0, Math.min(1, height - 1), Math.floor(height / 2), height - 1])) {
          for (const column of [0, Math.floor(width / 3), width - 1]) {
            const channel = (row + 2 * column) % channels;
            const place = { path: 'layer', sample, row, column, channel, input: 0 };
            const seen = answered(await ask({ type: 'window-step', ...place }));
            expect(seen).toMatchObject({ step: 0, row, column, channel, shape });
            expect(seen.value).toBe(output.values[(row * width + column) * channels + channel]);
            expect(Math.abs(seen.computed - seen.value)).toBeLessThan(1e-5 * largest);
            expect(seen.outputMap.values[row * width + column]).toBe(seen.value);
          }
        }
      },
      networkOf([first, layer, ...tail] as never),
    );
  });

  it('shows the cells below the window, with zeros in the padding', async () => {
    await withNetwork(
      async (ask) => {
        const place = { path: 'first', sample, row: 0, column: 13, channel: 2, input: 0 };
        const seen = answered(await ask({ type: 'window-step', ...place }));
        expect(seen.rows).toEqual([null, 0, 1]);
        expect(seen.columns).toEqual([12, 13, null]);
        expect(seen.bias).toBe(1);
        const { values } = seen.inputMap;
        const cells = [0, 0, 0, values[12], values[13], 0, values[26], values[27], 0];
        expect([...seen.patch]).toEqual(cells);
        const weights = answered(await ask({ type: 'weight', name: 'first/kernel' }));
        expect([...(seen.kernel ?? [])]).toEqual([...weights.values].filter((_, at) => at % 4 === 2));
      },
      networkOf([first, ...tail]),
    );
  });

  it('is refused for a layer without a window, and brings a place that is not there to the nearest', async () => {
    await withNetwork(
      async (ask) => {
        const place = { sample, row: 99, column: 99, channel: 99, input: 99 };
        const seen = answered(await ask({ type: 'window-step', path: 'first', ...place }));
        expect(seen).toMatchObject({ row: 13, column: 13, channel: 3, input: 0 });
        const reply = await ask({ type: 'window-step', path: 'dense', ...place });
        expect(reply).toMatchObject({ error: { code: 'no-window' } });
      },
      networkOf([first, ...tail]),
    );
  });
});
