import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkComputation } from '../testing/computed-check';
import { addBias, convolve, only, weightNamed } from '../testing/formulas';
import { largestBelow, meanBelow } from '../testing/pooling-formulas';
import { averagePooling2d } from './average-pooling2d';
import { conv2d } from './conv2d';
import type { LayerDefinition } from './layer';
import { maxPooling2d } from './max-pooling2d';
import type { PaddingParameter } from './parameter';
import { type Window, windowOver } from './window';

/**
 * Any window a user can set up means the same to the layer's shape rule, to the engine and to the formula: values, gradients and
 * shapes of random windows, all kinds of padding, strides, dilations and groups included.
 */

type Pair = [number, number];

const pair = (minimum: number, maximum: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: minimum, max: maximum }), fc.integer({ min: minimum, max: maximum }));

const padding = (maximum: number): fc.Arbitrary<PaddingParameter> =>
  fc.oneof(
    fc.constantFrom<PaddingParameter>('same', 'valid'),
    fc.integer({ min: 0, max: maximum }),
    pair(0, maximum),
    fc.array(fc.integer({ min: 0, max: maximum }), { minLength: 4, maxLength: 4 }),
  );

const image = fc.tuple(fc.integer({ min: 1, max: 2 }), pair(3, 8), fc.constantFrom(2, 4));

/** What the formulas need to know of a window. */
function numbersOf({ height, width }: Window) {
  return {
    window: [height.kernel, width.kernel],
    strides: [height.stride, width.stride],
    dilation: [height.dilation, width.dilation],
    before: [height.before, width.before],
    after: [height.after, width.after],
    output: [height.output, width.output],
  } as const;
}

const RUNS = { numRuns: 20, seed: 1 } as const;

describe('random windows', () => {
  it('convolve', () => {
    const settings = fc.record({
      kernel: pair(1, 4),
      strides: pair(1, 3),
      dilation: pair(1, 3),
      padding: padding(4),
      groups: fc.constantFrom(1, 2, 4),
      useBias: fc.boolean(),
    });
    return fc.assert(
      fc.asyncProperty(image, settings, async ([batch, size, channels], given) => {
        const window = windowOver([...size, channels], given);
        fc.pre(window.height.output > 0 && window.width.output > 0 && channels % given.groups === 0);
        await checkComputation(conv2d, {
          name: 'random',
          parameters: {
            filters: 4,
            kernelSize: given.kernel,
            strides: given.strides,
            dilationRate: given.dilation,
            padding: given.padding,
            groups: given.groups,
            useBias: given.useBias,
          },
          inputs: [[batch, ...size, channels]],
          compute: (inputs, weights) => {
            const numbers = { ...numbersOf(window), groups: given.groups };
            return addBias(convolve(only(inputs), weightNamed(weights, 'kernel'), numbers), weights);
          },
        });
      }),
      RUNS,
    );
  });

  const pooling = fc.record({
    kernel: pair(1, 4),
    strides: pair(1, 4),
    padding: padding(3),
    ceilMode: fc.boolean(),
  });

  /** Runs a pooling layer over random windows that its shape rule accepts. */
  function checkPooling(
    layer: LayerDefinition,
    extra: fc.Arbitrary<Record<string, boolean>>,
    compute: (
      window: Window,
      extra: Record<string, boolean>,
    ) => Parameters<typeof checkComputation>[1]['compute'],
  ): Promise<void> {
    return fc.assert(
      fc.asyncProperty(image, pooling, extra, async ([batch, size, channels], given, more) => {
        const { kernel: poolSize, strides, padding: sides, ceilMode } = given;
        const parameters = { poolSize, strides, padding: sides, ceilMode, ...more };
        fc.pre(layer.infer(parameters, [{ shape: [...size, channels] }]).ok);
        const window = windowOver([...size, channels], given);
        await checkComputation(layer, {
          name: 'random',
          parameters,
          inputs: [[batch, ...size, channels]],
          compute: compute(window, more),
        });
      }),
      RUNS,
    );
  }

  it('take the largest value', () =>
    checkPooling(maxPooling2d, fc.constant({}), (window) => (inputs) => {
      return largestBelow(only(inputs), numbersOf(window));
    }));

  it('take the mean', () =>
    checkPooling(
      averagePooling2d,
      fc.record({ countIncludePadding: fc.boolean() }),
      (window, { countIncludePadding = false }) =>
        (inputs) =>
          meanBelow(only(inputs), numbersOf(window), countIncludePadding),
    ));
});
