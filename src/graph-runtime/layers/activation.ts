import type { Value } from '../ops/op-graph';
import type { Language, Text } from '../text/text';
import type { LayerDefinition, LoweringContext, OtherNames } from './layer';
import type { ParameterDescription, ResolvedParameters } from './parameter';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import type { ValueEffect } from './value-effect';
import { reachesItself } from './reach';

/** What is special about one activation; the rest is the same for all: no weights, and the shape stays. */
interface ActivationRule<P extends ResolvedParameters> {
  readonly type: string;
  readonly label: Text;
  readonly summary: Text;
  readonly reference: LayerDefinition['reference'];
  readonly otherNames?: OtherNames;
  readonly parameters: { readonly [K in keyof P]: ParameterDescription };
  describe(parameters: P, language: Language): string;
  /** `f(x)` and `f′(x)`, see `LayerDefinition.function`. */
  formula(parameters: P): string;
  slope(parameters: P): readonly string[];
  lower(context: LoweringContext, parameters: P, x: Value): Value;
  /** The range of its outputs, where it is limited. */
  effect?(parameters: P): ValueEffect;
  /** How many values depend on one another, for a softmax; see `LayerDefinition.normalizedCount`. */
  normalizedCount?: LayerDefinition<P>['normalizedCount'];
  keras(parameters: P): string | null;
  /** The module for an input of the given rank (without the batch axis). Null where there is none, as in Keras. */
  pytorch(parameters: P, rank: number): string | null;
}

/** Makes a layer of an activation function: applied to every value, or (softmax) to every vector of channels. */
export function defineActivation<P extends ResolvedParameters>(rule: ActivationRule<P>): LayerDefinition<P> {
  return {
    type: rule.type,
    version: 1,
    label: rule.label,
    category: 'activation',
    summary: rule.summary,
    reference: rule.reference,
    ...(rule.otherNames === undefined ? {} : { otherNames: rule.otherNames }),
    parameters: rule.parameters,
    inputs: SINGLE_INPUT,
    outputs: SINGLE_OUTPUT,
    describe: (parameters, language) => rule.describe(parameters, language),
    infer: (_parameters, inputs) => inferred(firstShape(inputs)),
    weights: () => [],
    multiplyAccumulates: () => 0,
    reach: reachesItself,
    function: (parameters) => ({ value: rule.formula(parameters), slope: rule.slope(parameters) }),
    ...(rule.effect === undefined ? {} : { effect: rule.effect }),
    ...(rule.normalizedCount === undefined ? {} : { normalizedCount: rule.normalizedCount }),
    lower: (context, parameters, inputs) => inputs.map((x) => rule.lower(context, parameters, x)),
    code: {
      keras: (parameters) => rule.keras(parameters),
      pytorch: (parameters, inputs) => rule.pytorch(parameters, firstShape(inputs).length),
    },
  };
}

/** What an activation without parameters adds to its rule. */
export const WITHOUT_PARAMETERS = { parameters: {}, describe: () => '' } as const;
