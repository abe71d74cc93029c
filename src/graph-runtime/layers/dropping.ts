import { integers, scalar } from '../ops/constant';
import { greaterEqual, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { cast, shapeOf } from '../ops/shape';
import { concat, slice } from '../ops/slicing';
import type { LayerDefinition, LoweringContext } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import type { ParameterDescription } from './parameter';
import { reachesItself } from './reach';
import { exampleShape, firstShape, inferred } from './shape-rules';
import { keepsValues } from './value-effect';

/** What the layers that drop values at random have in common. */
type DropParameters = {
  readonly rate: number;
};

const rateParameter = {
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

const FAMILY = {
  category: 'regularization',
  parameterNames: { p: 'rate', prob: 'rate', ratio: 'rate', drop_prob: 'rate' },
} as const;

/** What is special about one layer that drops values. */
interface DroppingRule
  extends FamilyRule<DropParameters>,
    Partial<Pick<LayerDefinition<DropParameters>, 'infer'>>,
    Pick<LayerDefinition<DropParameters>, 'code'> {
  /** The rate of a new layer; half of the values unless it says otherwise. */
  readonly initialRate?: number;
  readonly drops: 'values' | 'channels';
  /**
   * Sizes of the mask of one example of this shape, 1 along an axis whose values are dropped together. Absent: each value is dropped
   * by itself.
   */
  mask?(shape: readonly number[]): readonly number[];
}

/** Makes a layer that sets values to zero at random in training, and lets all of them pass in evaluation. */
export function defineDropping(rule: DroppingRule): LayerDefinition<DropParameters> {
  const { drops, initialRate = rateParameter.default } = rule;
  return {
    ...ofFamily(FAMILY, rule),
    parameters: { rate: { ...rateParameter, default: initialRate } },
    describe: ({ rate }) => `${rate}`,
    infer: rule.infer ?? ((_parameters, inputs) => inferred(firstShape(inputs))),
    weights: () => [],
    multiplyAccumulates: () => 0,
    reach: reachesItself,
    effect: ({ rate }) => (rate === 0 ? keepsValues() : { kind: 'drops', what: drops }),
    lower(context, { rate }, inputs) {
      if (context.mode === 'evaluate' || rate === 0) return inputs;
      return inputs.map((x) => {
        const sizes = rule.mask?.(exampleShape(x));
        const random =
          sizes === undefined
            ? context.randomUniformLike(x)
            : context.randomUniform(batchAndSizes(context.graph, x, sizes), [null, ...sizes]);
        return dropValues(context, x, random, rate);
      });
    },
    code: rule.code,
  };
}

/**
 * `x · mask / (1 − rate)`, where the mask is 1 with probability `1 − rate`: the expectation stays, so nothing needs scaling in
 * evaluation.
 */
function dropValues({ graph }: LoweringContext, x: Value, random: Value, rate: number): Value {
  const kept = cast(graph, greaterEqual(graph, random, scalar(graph, rate)), x.dtype);
  return multiply(graph, x, multiply(graph, kept, scalar(graph, 1 / (1 - rate))));
}

/** `[batch, ...sizes]` as an int32 vector; the batch is known only when it is fed. */
function batchAndSizes(graph: OpGraph, x: Value, sizes: readonly number[]): Value {
  return concat(graph, [slice(graph, shapeOf(graph, x), [0], [1]), integers(graph, sizes)], 0);
}
