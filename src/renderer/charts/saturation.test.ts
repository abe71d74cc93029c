import { describe, expect, it } from 'vitest';
import type { InputDistribution } from '../../contract/contract';
import { type ScalarFunction, scalarFunctionOf } from '../../graph-runtime/compile/scalar-function';
import { getLayer } from '../../graph-runtime/layers/registry';
import { halfWidthFor, sampleFunction, saturationOf } from './saturation';

function functionOf(type: string, parameters: Record<string, number> = {}): ScalarFunction {
  const layer = getLayer(type);
  const f = layer === undefined ? null : scalarFunctionOf(layer, parameters);
  if (f === null) throw new Error(`${type} is no function`);
  return f;
}

/** Four bins from -8 to 8, and two units. */
function spread(counts: number[], ranges: readonly (readonly [number, number])[]): InputDistribution {
  return {
    step: 0,
    count: 1,
    histogram: { minimum: -8, maximum: 8, counts },
    minimums: Float32Array.from(ranges, ([minimum]) => minimum),
    maximums: Float32Array.from(ranges, ([, maximum]) => maximum),
  };
}

describe('saturation', () => {
  const inputs = spread(
    [3, 1, 1, 5],
    [
      [-8, -0.5],
      [-8, 8],
    ],
  );

  it('counts what ReLU cuts off, and units that it never lets through', () => {
    expect(saturationOf(functionOf('relu'), inputs)).toEqual({ flatShare: 0.4, flatUnits: 1, units: 2 });
  });

  it('depends on the parameters', () => {
    expect(saturationOf(functionOf('leakyRelu', { negativeSlope: 0.3 }), inputs)).toEqual({
      flatShare: 0,
      flatUnits: 0,
      units: 2,
    });
  });

  it('counts both ends of a sigmoid, but no unit that crosses its middle', () => {
    const wide = spread(
      [3, 1, 1, 5],
      [
        [5, 8],
        [-8, 8],
      ],
    );
    expect(saturationOf(functionOf('sigmoid'), wide)).toEqual({ flatShare: 0.8, flatUnits: 1, units: 2 });
  });
});

describe('the drawing of a function', () => {
  it('reaches as far as the inputs do', () => {
    expect(halfWidthFor(null)).toBe(8);
    expect(halfWidthFor({ minimum: -2, maximum: 2, counts: [1, 1] })).toBe(8);
    expect(halfWidthFor({ minimum: -30, maximum: 30, counts: [1, 1, 1] })).toBe(32);
    expect(halfWidthFor({ minimum: -1e6, maximum: 1e6, counts: [1, 1] })).toBe(64);
  });

  it('has the slope of its parameters', () => {
    const [first] = sampleFunction(functionOf('leakyRelu', { negativeSlope: 0.5 }), 8);
    expect(first).toEqual({ x: -8, value: -4, slope: 0.5 });
  });
});
