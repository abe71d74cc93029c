import type { Initializer } from '../layers/layer';
import { fill, integers, scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { hashName } from '../ops/hash';
import type { OpGraph, Value } from '../ops/op-graph';
import { statelessNormal, statelessTruncatedNormal, statelessUniform } from '../ops/random';
import { pack } from '../ops/slicing';
import type { ProgramWeight } from './weights';

type RandomInitializer = Exclude<Initializer, { kind: 'constant' }>;

/** Standard deviation of a standard normal cut off at two standard deviations; Keras divides by it. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** A weight's first value, drawn from its own stream under the run's seed (int32 scalar). */
export function initialValueOf(graph: OpGraph, { name, description }: ProgramWeight, seed: Value): Value {
  const { initializer, shape } = description;
  return graph.scoped(`initialize/${name}`, () => {
    if (initializer.kind === 'constant') return fill(graph, initializer.value, shape);
    const stream = pack(graph, [seed, scalar(graph, hashName(name), 'int32')]);
    return initialValue(graph, initializer, shape, stream);
  });
}

/**
 * Values as Keras draws them. Sources: Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998; the normal kinds are
 * truncated at two standard deviations and corrected for it.
 */
function initialValue(
  graph: OpGraph,
  initializer: RandomInitializer,
  shape: readonly number[],
  seed: Value,
): Value {
  switch (initializer.kind) {
    case 'randomNormal':
      return scaled(
        graph,
        statelessNormal(graph, integers(graph, shape), shape, seed),
        initializer.standardDeviation,
        initializer.mean,
      );
    case 'truncatedNormal':
      return scaled(
        graph,
        statelessTruncatedNormal(graph, integers(graph, shape), shape, seed),
        initializer.standardDeviation,
        initializer.mean,
      );
    case 'randomUniform':
      return uniform(graph, initializer.minimum, initializer.maximum, shape, seed);
    default:
      return varianceScaled(graph, initializer, shape, seed);
  }
}

/** The kinds that keep the variance of signals or gradients: variance = gain² / fan, times 2 for those of He. */
function varianceScaled(
  graph: OpGraph,
  { kind, fanIn, fanOut, gain }: Extract<Initializer, { fanIn: number }>,
  shape: readonly number[],
  seed: Value,
): Value {
  const variance = {
    glorotUniform: 2 / (fanIn + fanOut),
    glorotNormal: 2 / (fanIn + fanOut),
    heUniform: 2 / fanIn,
    heNormal: 2 / fanIn,
    heUniformFanOut: 2 / fanOut,
    heNormalFanOut: 2 / fanOut,
    lecunUniform: 1 / fanIn,
    lecunNormal: 1 / fanIn,
  }[kind];
  if (kind.includes('Uniform')) {
    // A uniform distribution over [-a, a] has variance a^2 / 3.
    const limit = gain * Math.sqrt(3 * variance);
    return uniform(graph, -limit, limit, shape, seed);
  }
  const normal = statelessTruncatedNormal(graph, integers(graph, shape), shape, seed);
  return scaled(graph, normal, (gain * Math.sqrt(variance)) / TRUNCATED_DEVIATION, 0);
}

function uniform(
  graph: OpGraph,
  minimum: number,
  maximum: number,
  shape: readonly number[],
  seed: Value,
): Value {
  const unit = statelessUniform(graph, integers(graph, shape), shape, seed);
  return scaled(graph, unit, maximum - minimum, minimum);
}

function scaled(graph: OpGraph, x: Value, factor: number, offset: number): Value {
  const product = multiply(graph, x, scalar(graph, factor));
  return offset === 0 ? product : add(graph, product, scalar(graph, offset));
}
