import type { OpGraph, Value } from '../ops/op-graph';
import type { LayerDefinition } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import type { ParameterDescription, ResolvedParameters } from './parameter';
import {
  describePooling,
  explainPooling,
  inferPooling,
  type PoolingParameters,
  poolingWindow,
} from './pooling';
import { exampleShape, imageOf } from './shape-rules';
import type { Window } from './window';
import { CHANNEL_BY_CHANNEL, type WindowComputation, windowTaps } from './window-computation';
import {
  ceilModeParameter,
  paddingParameter,
  poolSizeParameter,
  stridesParameter,
} from './window-parameters';

/** What is special about one pooling over a sliding window. */
interface PoolingRule<P extends PoolingParameters & ResolvedParameters> extends FamilyRule<P> {
  /** After those that every pooling has. */
  readonly parameters: { readonly [K in Exclude<keyof P, keyof PoolingParameters>]: ParameterDescription };
  /** How one number is computed of its window. */
  computation(parameters: P, window: Window): Pick<WindowComputation, 'operation' | 'divisor'>;
  pool(graph: OpGraph, parameters: P, x: Value, window: Window): Value;
  keras(parameters: P, window: Window): string | null;
  pytorch(parameters: P, window: Window): string | null;
}

const FAMILY = {
  category: 'pooling',
  parameterNames: {
    size: 'poolSize',
    kernel: 'poolSize',
    kernel_size: 'poolSize',
    kernel_shape: 'poolSize',
    stride: 'strides',
    pad: 'padding',
    pads: 'padding',
  },
} as const;

const PARAMETERS = {
  poolSize: poolSizeParameter,
  strides: stridesParameter([2, 2]),
  padding: paddingParameter('valid'),
  ceilMode: ceilModeParameter,
} as const satisfies Readonly<Record<keyof PoolingParameters, ParameterDescription>>;

/** Makes a layer of a pooling: each window of each channel becomes one value; it learns nothing. */
export function definePooling<P extends PoolingParameters & ResolvedParameters>(
  rule: PoolingRule<P>,
): LayerDefinition<P> {
  return {
    ...ofFamily(FAMILY, rule),
    // Together they are all of P.
    parameters: { ...PARAMETERS, ...rule.parameters } as LayerDefinition<P>['parameters'],
    describe: describePooling,
    infer: inferPooling,
    weights: () => [],
    multiplyAccumulates: () => 0,
    explain: explainPooling,
    computation(parameters, inputs) {
      const window = poolingWindow(parameters, imageOf(inputs));
      return { ...CHANNEL_BY_CHANNEL, ...rule.computation(parameters, window), taps: windowTaps(window) };
    },
    lower: ({ graph }, parameters, inputs) =>
      inputs.map((x) => rule.pool(graph, parameters, x, poolingWindow(parameters, exampleShape(x)))),
    code: {
      keras: (parameters, inputs) => rule.keras(parameters, poolingWindow(parameters, imageOf(inputs))),
      pytorch: (parameters, inputs) => rule.pytorch(parameters, poolingWindow(parameters, imageOf(inputs))),
    },
  };
}
