import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { readNetwork } from '../infer/testing/read-network';
import { forecastTrainingMemory, largestBatchThatFits } from '../memory/memory-forecast';
import type { OpGraph } from '../ops/op-graph';
import { unet } from '../testing/unet';
import { buildProgram } from './program';

/* What is compiled must not grow with what a network's data measures: time and memory of everything that follows grow with it. */

interface Layer {
  readonly type: string;
  readonly parameters?: object;
}

/** The layers one after another, on images of that size. */
function chain(size: number, layers: readonly Layer[], batchSize = 4, channels = 1): NetloomDocument {
  const all = [
    { type: 'input', parameters: { shape: [size, size, channels] } },
    ...layers,
    { type: 'globalAveragePooling2d' },
    { type: 'flatten' },
    { type: 'dense', parameters: { units: 10 } },
    { type: 'output' },
  ];
  const document = readNetwork({
    nodes: all.map((layer, index) => ({ id: `n${index}`, ...layer })),
    edges: all.slice(1).map((_, index) => `n${index} -> n${index + 1}`),
  });
  return { ...document, training: { ...document.training, batchSize } };
}

function compile(document: NetloomDocument): OpGraph {
  const data = { exampleShape: [28, 28, 1], trainCount: 100, testCount: 20, cores: 2 };
  return buildProgram(analyze(document), data, document.training).graph;
}

/** Numbers in all constants of a graph. */
function constantValues({ ops }: OpGraph): number {
  return ops.reduce((sum, { attributes: { value } }) => {
    return value?.kind === 'tensor' ? sum + value.value.length : sum;
  }, 0);
}

const wide = [
  { type: 'conv2d', parameters: { filters: 128, kernelSize: 1 } },
  { type: 'conv2d', parameters: { filters: 128, kernelSize: 3, padding: 'same' } },
];

const kinds: Readonly<Record<string, readonly Layer[]>> = {
  'a wide convolution of 3 x 3': wide,
  'a wide convolution of 5 x 5': [
    ...wide,
    { type: 'conv2d', parameters: { filters: 256, kernelSize: 5, padding: 'same' } },
  ],
  'a dilated convolution': [
    { type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same', dilationRate: 2 } },
  ],
  'average pooling over a padded border': [
    { type: 'averagePooling2d', parameters: { poolSize: 3, strides: 1, padding: 'same' } },
    { type: 'averagePooling2d', parameters: { poolSize: 5, strides: 2, padding: 2 } },
  ],
  'adaptive pooling in unequal windows': [
    { type: 'adaptiveAveragePooling2d', parameters: { outputSize: [27, 19] } },
    { type: 'adaptiveMaxPooling2d', parameters: { outputSize: [17, 13] } },
  ],
  'resizing and upsampling': [
    { type: 'upSampling2d', parameters: { interpolation: 'bilinear' } },
    { type: 'resize', parameters: { size: [50, 50] } },
  ],
  'padding, pooling and normalization': [
    { type: 'zeroPadding2d' },
    { type: 'conv2d', parameters: { filters: 4 } },
    { type: 'maxPooling2d', parameters: { poolSize: 3, strides: 2, padding: 1 } },
    { type: 'localResponseNormalization' },
    { type: 'batchNormalization' },
  ],
};

describe('what is compiled', () => {
  it.each(Object.entries(kinds))('of %s does not grow with the image', (_, layers) => {
    const [small, large] = [64, 256].map((size) => compile(chain(size, layers)));
    if (small === undefined || large === undefined) throw new Error('two sizes');
    // Larger maps come in more parts, up to a number.
    expect(large.ops.length).toBeLessThan(6_000);
    // Lists for an axis may be as long as the axis is; one for an area would have 65,536 numbers.
    expect(constantValues(large)).toBeLessThan(Math.max(10_000, 3 * constantValues(small)));
  });

  it.each([7, 61, 509])('of kernels %i wide does not grow with the kernel', (taps) => {
    const size = taps + 3;
    const conv = chain(size, [{ type: 'conv2d', parameters: { filters: 256, kernelSize: taps } }], 4, 3);
    const pool = chain(2 * taps, [
      { type: 'averagePooling2d', parameters: { poolSize: taps, strides: taps } },
    ]);
    for (const document of [conv, pool]) {
      const graph = compile(document);
      expect(graph.ops.length).toBeLessThan(3_000);
      expect(constantValues(graph)).toBeLessThan(20_000);
    }
  });

  it('of wide kernels over few positions does not grow with the kernel', () => {
    for (const taps of [5, 33]) {
      const parameters = { filters: 256, kernelSize: taps };
      const graph = compile(chain(taps + 2, [...wide.slice(0, 1), { type: 'conv2d', parameters }]));
      expect(graph.ops.length).toBeLessThan(3_000);
    }
  });

  it('has no more parts than the batch has examples', () => {
    const partsOf = (batchSize: number) => {
      const { ops } = compile(chain(200, wide, batchSize));
      // The forward pass of a step makes one product of all points for each part.
      return ops.filter(({ op, name }) => op.startsWith('BatchMatMul') && name.startsWith('train/n2/'))
        .length;
    };
    expect(partsOf(1)).toBe(1);
    expect(partsOf(2)).toBe(2);
    expect(partsOf(4)).toBeLessThanOrEqual(4);
    expect(partsOf(1_000)).toBeLessThanOrEqual(16);
  });

  it('leaves convolutions whose one example would take too much as they are', () => {
    const hasTiles = (size: number) =>
      compile(chain(size, wide)).ops.some(({ attributes }) => '_tile' in attributes);
    expect(hasTiles(64)).toBe(true);
    expect(hasTiles(1_024)).toBe(false);
  });

  it('of a U-Net does not grow with its size, and its memory grows with the area', () => {
    const filters = [64, 128, 256, 512, 1_024];
    const counts = [64, 512].map((size) => compile(unet({ size, filters, batchSize: 2 })).ops.length);
    // Parts for each of two examples.
    expect(counts[1]).toBeLessThan(2.5 * (counts[0] ?? 0));
    const bytes = [256, 512].map((size) => {
      const document = unet({ size, filters, batchSize: 2 });
      return forecastTrainingMemory(analyze(document), document.training).parts.activations;
    });
    expect((bytes[1] ?? 0) / (bytes[0] ?? 1)).toBeGreaterThan(3);
    expect((bytes[1] ?? 0) / (bytes[0] ?? 1)).toBeLessThan(5);
  });
});

describe('the largest batch that fits', () => {
  it.each([64, 200])('fits, and the next does not, on maps of %i', (size) => {
    const document = chain(size, wide, 32);
    const analysis = analyze(document);
    const bytes = 6e9;
    const largest = largestBatchThatFits(analysis, bytes, document.training);
    const forecast = (batchSize: number) =>
      forecastTrainingMemory(analysis, { ...document.training, batchSize }).bytes;
    expect(largest).toBeGreaterThan(0);
    expect(forecast(largest)).toBeLessThanOrEqual(bytes);
    expect(forecast(largest + 1)).toBeGreaterThan(bytes);
  });
});
