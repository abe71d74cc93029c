import { attr } from './attributes';
import { scalar } from './constant';
import { type GradientRules, noGradient } from './gradient-rule';
import { type OpGraph, type OpShape, outputOf, type Value } from './op-graph';

/** Philox, by name: the same numbers on every device (0 would let each device choose). */
const PHILOX = 1;

type Distribution = 'StatelessRandomUniformV2' | 'StatelessRandomNormalV2' | 'StatelessTruncatedNormalV2';

/**
 * Random float32 numbers that depend on the seed alone: uniform in [0, 1), standard normal, or standard normal cut off at two
 * standard deviations.
 *
 * @param shape int32 vector
 * @param staticShape the same, as far as it is known
 * @param seed int32 `[2]`; give each use its own seed
 */
function stateless(distribution: Distribution) {
  return (graph: OpGraph, shape: Value, staticShape: OpShape, seed: Value): Value => {
    const key = graph.add('StatelessRandomGetKeyCounter', [seed], { Tseed: attr.type(seed.dtype) }, [
      { dtype: 'uint64', shape: [1] },
      { dtype: 'uint64', shape: [2] },
    ]);
    const inputs = [shape, outputOf(key, 0), outputOf(key, 1), scalar(graph, PHILOX, 'int32')];
    const attributes = { dtype: attr.type('float32'), Tshape: attr.type('int32') };
    return graph.value(distribution, inputs, attributes, 'float32', staticShape);
  };
}

export const statelessUniform = stateless('StatelessRandomUniformV2');
export const statelessNormal = stateless('StatelessRandomNormalV2');
export const statelessTruncatedNormal = stateless('StatelessTruncatedNormalV2');

/** The same numbers, through which nothing flows back. */
export function stopGradient(graph: OpGraph, x: Value): Value {
  return graph.value('StopGradient', [x], { T: attr.type(x.dtype) }, x.dtype, x.shape);
}

export const randomGradients: GradientRules = {
  StopGradient: noGradient,
  StatelessRandomUniformV2: noGradient,
  StatelessRandomNormalV2: noGradient,
  StatelessTruncatedNormalV2: noGradient,
};
