import { attr } from './attributes';
import { constant, scalar } from './constant';
import { type GradientRules, noGradient } from './gradient-rule';
import type { OpGraph, Value } from './op-graph';

/**
 * How often each of the integers from 0 to `size - 1` occurs; others are not counted. Exact up to 2^31.
 *
 * @param values int32 `[n]`
 * @returns int32 `[size]`
 */
export function countIntegers(graph: OpGraph, values: Value, size: number): Value {
  const attributes = {
    Tidx: attr.type('int32'),
    T: attr.type('int32'),
    binary_output: attr.bool(false),
  };
  const weights = constant(graph, [], [0], 'int32');
  return graph.value('DenseBincount', [values, scalar(graph, size, 'int32'), weights], attributes, 'int32', [
    size,
  ]);
}

export const countingGradients: GradientRules = {
  DenseBincount: noGradient,
};
