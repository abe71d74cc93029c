import { integers, scalar } from '../ops/constant';
import { greaterEqual, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { cast, shapeOf } from '../ops/shape';
import { concat, slice } from '../ops/slicing';
import type { LoweringContext } from './layer';
import type { ParameterDescription } from './parameter';
import { keepsValues, type ValueEffect } from './value-effect';

/** What the layers that drop values at random have in common. */
export type DropParameters = {
  readonly rate: number;
};

export const rateParameter = {
  kind: 'number',
  label: { en: 'Rate', 'zh-Hant': '丟棄率' },
  help: {
    en: 'Share of the values that is set to zero in training; the others are scaled up to make up for it.',
    'zh-Hant': '訓練時被設為 0 的比例；其餘數值會放大以補償。',
  },
  default: 0.5,
  minimum: 0,
  maximum: 0.99,
  step: 0.05,
} as const satisfies ParameterDescription;

/** The effect of dropping at a rate: none at 0. */
export function dropsAt(rate: number, what: 'values' | 'channels'): ValueEffect {
  return rate === 0 ? keepsValues() : { kind: 'drops', what };
}

/**
 * `x · mask / (1 − rate)`, where the mask is 1 with probability `1 − rate`: the expectation stays, so nothing needs scaling in
 * evaluation. `random` are uniform numbers in [0, 1) of x's shape, or of one that is repeated along some axes.
 */
export function dropValues({ graph }: LoweringContext, x: Value, random: Value, rate: number): Value {
  const kept = cast(graph, greaterEqual(graph, random, scalar(graph, rate)), x.dtype);
  return multiply(graph, x, multiply(graph, kept, scalar(graph, 1 / (1 - rate))));
}

/** `[batch, ...sizes]` as an int32 vector; the batch is known only when it is fed. */
export function batchAndSizes(graph: OpGraph, x: Value, sizes: readonly number[]): Value {
  return concat(graph, [slice(graph, shapeOf(graph, x), [0], [1]), integers(graph, sizes)], 0);
}
