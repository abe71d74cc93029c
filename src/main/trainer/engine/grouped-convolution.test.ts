import { describe, expect, it } from 'vitest';
import { ALL_CAPABILITIES, type Capability } from '../../../graph-runtime/ops/capabilities';
import { type ConvolutionOptions, conv2d, depthwiseConv2d } from '../../../graph-runtime/ops/convolution';
import { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { placeholder } from '../../../graph-runtime/ops/variables';
import { expectClose } from '../../../graph-runtime/testing/closeness';
import { spreadNumbers } from '../testing/spread-numbers';
import { evaluateGraph } from './evaluate-graph';

/** Lowering around what an engine cannot do, compared with the engine that can. (One that cannot compares it with itself.) */

interface Case {
  readonly name: string;
  readonly x: readonly number[];
  /** `[height, width, channels / groups, filters]`, or of a depthwise convolution `[height, width, channels, multiplier]`. */
  readonly kernel: readonly number[];
  readonly options: ConvolutionOptions;
  readonly isDepthwise?: boolean;
}

const plain: ConvolutionOptions = { strides: [1, 1], padding: 'VALID' };

const cases: readonly Case[] = [
  { name: 'two groups', x: [3, 7, 6, 4], kernel: [3, 3, 2, 6], options: plain },
  {
    name: 'many groups, with stride and padding',
    x: [2, 9, 8, 12],
    kernel: [3, 3, 2, 18],
    options: { strides: [2, 2], padding: 'SAME' },
  },
  {
    name: 'different strides and paddings',
    x: [2, 9, 7, 6],
    kernel: [2, 3, 3, 4],
    options: { strides: [2, 3], padding: [1, 0, 2, 1] },
  },
  {
    name: 'dilated groups',
    x: [2, 10, 9, 6],
    kernel: [3, 2, 2, 6],
    options: { strides: [2, 1], padding: 'SAME', dilations: [2, 3] },
  },
  {
    name: 'a group for each channel, several filters in each',
    x: [2, 6, 7, 5],
    kernel: [3, 3, 1, 15],
    options: { strides: [1, 1], padding: 'SAME' },
  },
  {
    name: 'a group for each channel, different strides',
    x: [2, 8, 9, 3],
    kernel: [3, 2, 1, 6],
    options: { strides: [1, 2], padding: [1, 1, 0, 1] },
  },
  {
    name: 'depthwise with different strides',
    x: [3, 8, 7, 4],
    kernel: [3, 3, 4, 2],
    options: { strides: [2, 1], padding: 'SAME' },
    isDepthwise: true,
  },
];

async function evaluate({ x, kernel, options, isDepthwise }: Case, without: readonly Capability[]) {
  const convolve = isDepthwise === true ? depthwiseConv2d : conv2d;
  const inputs = { x: spreadNumbers([...x], 1), kernel: spreadNumbers([...kernel], 2) };
  const build = (...[graph, values]: Parameters<Parameters<typeof evaluateGraph>[0]['build']>) => {
    if (values.x === undefined || values.kernel === undefined) throw new Error('an input is missing');
    return { y: convolve(graph, values.x, values.kernel, options) };
  };
  const { y } = await evaluateGraph({ inputs, batched: ['x'], without, build });
  if (y === undefined) throw new Error('there is no output');
  const seed = spreadNumbers([...y.shape], 3);
  const gradient = { of: 'y', seed, to: ['x', 'kernel'] };
  return evaluateGraph({ inputs, batched: ['x'], without, build, gradient });
}

describe('a convolution on an engine without grouped convolutions', () => {
  it.each(cases)('is the same, forwards and backwards: $name', async (given) => {
    const expected = await evaluate(given, []);
    const actual = await evaluate(given, ['groupedConvolution']);
    for (const name of ['y', 'd x', 'd kernel']) {
      const [one, other] = [actual[name], expected[name]];
      if (one === undefined || other === undefined) throw new Error(`there is no ${name}`);
      expectClose(one, other, name);
    }
  });

  it.each([
    ['float32', 'groupedConvolution'],
    ['bfloat16', 'groupedBfloat16'],
  ] as const)('has no op that such an engine refuses, in %s', (productType, missing) => {
    const graph = new OpGraph({
      productType,
      capabilities: new Set([...ALL_CAPABILITIES].filter((name) => name !== missing)),
    });
    const x = placeholder(graph, 'float32', [null, 8, 8, 6]);
    conv2d(graph, x, placeholder(graph, 'float32', [3, 3, 2, 9]), plain);
    depthwiseConv2d(graph, x, placeholder(graph, 'float32', [3, 3, 6, 1]), { ...plain, strides: [1, 2] });
    const refused = graph.ops.filter(
      ({ op, inputs: [image, kernel] }) => op === 'Conv2D' && image?.shape[3] !== kernel?.shape[2],
    );
    expect(refused).toEqual([]);
    expect(graph.ops.filter(({ op }) => op === 'Conv2D')).toHaveLength(3);
  });
});
