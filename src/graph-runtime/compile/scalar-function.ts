import type { LayerDefinition, LoweringContext } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import { evaluateElementwise } from '../ops/evaluate-elementwise';
import { OpGraph } from '../ops/op-graph';
import { placeholder } from '../ops/variables';
import { differentiate } from './differentiate';

/** A function of one number and its derivative there. */
export type ScalarFunction = (x: number) => { readonly value: number; readonly slope: number };

/**
 * The function that a layer applies to every element, and the slope that flows back through it: the layer's own ops and their gradient
 * rules, evaluated for single numbers. Null for a layer that is no such function: it has weights, or mixes elements.
 */
export function scalarFunctionOf<P extends ResolvedParameters>(
  layer: LayerDefinition<P>,
  parameters: P,
): ScalarFunction | null {
  if (layer.inputs.length !== 1 || layer.function === undefined) return null;
  const graph = new OpGraph();
  const x = placeholder(graph, 'float32', [null]);
  const [y] = layer.lower(contextWithoutWeights(graph), parameters, [x]);
  if (y === undefined) return null;
  const seed = placeholder(graph, 'float32', [null]);
  const [slope] = differentiate(graph, y, [x], seed);
  if (slope === undefined || slope === null) return null;
  const evaluate = (at: number) => {
    const feeds = new Map([
      [x, at],
      [seed, 1],
    ]);
    return evaluateElementwise(graph.ops, feeds, [y, slope]);
  };
  if (evaluate(0) === null) return null;
  return (at) => {
    const [value = Number.NaN, found = Number.NaN] = evaluate(at) ?? [];
    return { value, slope: found };
  };
}

function contextWithoutWeights(graph: OpGraph): LoweringContext {
  const none = (): never => {
    throw new Error('a function of single numbers has no weights and draws nothing');
  };
  return {
    graph,
    mode: 'evaluate',
    isFrozen: false,
    weight: none,
    updateWeight: none,
    randomUniform: none,
    randomUniformLike: none,
    addLoss: none,
  };
}
