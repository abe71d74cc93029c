import { constant, integers, scalar } from '../ops/constant';
import {
  add,
  divide,
  floor,
  greaterEqual,
  less,
  logicalAnd,
  maximum,
  minimum,
  multiply,
  select,
  squareRoot,
  subtract,
} from '../ops/elementwise';
import { symmetricBeta } from '../ops/beta';
import { hashName } from '../ops/hash';
import type { OpGraph, Value } from '../ops/op-graph';
import { statelessUniform, stopGradient } from '../ops/random';
import { cast, reshape } from '../ops/shape';
import { rollRows, slice } from '../ops/slicing';

/** The alpha of each way to mix that is on. */
export interface Mixing {
  readonly mixup?: number | undefined;
  readonly cutMix?: number | undefined;
}

/** How the examples of a batch are mixed: each with the one before it, all by the same share. */
export interface MixedLabels {
  /** What of an example is its own, a scalar in [0, 1]; the rest is its partner's. */
  readonly share: Value;
  /** The partners' labels, as losses take them. */
  readonly labels: ReadonlyMap<string, Value>;
}

/** Whether examples are mixed at all. */
export function isMixing({ mixup, cutMix }: Mixing): boolean {
  return mixup !== undefined || cutMix !== undefined;
}

/**
 * Mixes each example with the one before it, as torchvision's `MixUp` and `CutMix` do: one share for the batch, of Beta(alpha, alpha); CutMix takes a
 * box of the partner, whose area is the partner's share. With both, each batch takes one of them, with equal chance.
 *
 * Numbers beside the images are blended with them; where a box is cut, each image keeps its own. Second images are mixed as the images, with a
 * box at the same place.
 *
 * @param batch examples `[batch, ...]`, normalized
 * @param seed int32 `[2]`: run and part, step
 */
export function mixExamples(
  graph: OpGraph,
  { examples, numbers, seconds, labels }: MixedBatch,
  { mixup, cutMix }: Mixing,
  seed: Value,
): Pick<MixedBatch, 'examples' | 'numbers' | 'seconds'> & { readonly mixed: MixedLabels } {
  return graph.scoped('mix', () => {
    const key = add(graph, seed, integers(graph, [hashName('mix'), 0]));
    const drawn = statelessUniform(graph, integers(graph, [4]), [4], key);
    const uniform = (at: number) => reshape(graph, slice(graph, drawn, [at], [1]), []);
    const blending = mixup === undefined ? null : symmetricBeta(graph, uniform(1), mixup);
    const cutting = cutMix === undefined ? null : symmetricBeta(graph, uniform(1), cutMix);
    const isBlended = less(graph, uniform(0), scalar(graph, 0.5));
    const wayOf = (values: Value) => {
      const blended = blending && blend(graph, values, blending);
      const cut = cutting && cutBox(graph, values, cutting, uniform);
      return either(graph, isBlended, blended, cut);
    };
    const way = wayOf(examples);
    return {
      examples: withPartner(graph, examples, way.own),
      ...(numbers && { numbers: withPartner(graph, numbers, way.ownNumbers) }),
      ...(seconds && {
        seconds: new Map(
          [...seconds].map(([path, values]) => [path, withPartner(graph, values, wayOf(values).own)]),
        ),
      }),
      mixed: {
        share: way.share,
        labels: new Map([...labels].map(([kind, values]) => [kind, rollRows(graph, values)])),
      },
    };
  });
}

/** What is mixed. */
interface MixedBatch {
  readonly examples: Value;
  /** Beside them, `[batch, numbers]`. */
  readonly numbers?: Value | undefined;
  /** Second images, by the paths of the inputs that take them. */
  readonly seconds?: ReadonlyMap<string, Value> | undefined;
  readonly labels: ReadonlyMap<string, Value>;
}

/** Values, a part of each of which is its partner's. */
function withPartner(graph: OpGraph, values: Value, own: Value): Value {
  const rest = subtract(graph, scalar(graph, 1), own);
  const partner = rollRows(graph, values);
  return stopGradient(graph, add(graph, multiply(graph, values, own), multiply(graph, partner, rest)));
}

/** What of each place is the example's own, of the rank of the examples, what of its numbers, and what of the whole. */
interface Way {
  readonly own: Value;
  readonly ownNumbers: Value;
  readonly share: Value;
}

function either(graph: OpGraph, isFirst: Value, first: Way | null, second: Way | null): Way {
  if (first !== null && second !== null) {
    return {
      own: select(graph, isFirst, first.own, second.own),
      ownNumbers: select(graph, isFirst, first.ownNumbers, second.ownNumbers),
      share: select(graph, isFirst, first.share, second.share),
    };
  }
  const only = first ?? second;
  if (only === null) throw new Error('nothing is mixed');
  return only;
}

function blend(graph: OpGraph, examples: Value, share: Value): Way {
  return {
    own: reshape(
      graph,
      share,
      examples.shape.map(() => 1),
    ),
    ownNumbers: share,
    share,
  };
}

/** A box around a random place, cut off at the edges of the image: 1 outside of it. */
function cutBox(graph: OpGraph, { shape }: Value, drawn: Value, uniform: (at: number) => Value): Way {
  const [, height, width] = shape;
  if (shape.length !== 4 || !height || !width) throw new Error('only images are cut');
  const half = multiply(
    graph,
    squareRoot(graph, subtract(graph, scalar(graph, 1), drawn)),
    scalar(graph, 0.5),
  );
  const along = (size: number, at: number, axes: readonly number[]) => {
    const length = scalar(graph, size);
    const center = floor(graph, multiply(graph, uniform(at), length));
    const reach = floor(graph, multiply(graph, half, length));
    const first = maximum(graph, subtract(graph, center, reach), scalar(graph, 0));
    const end = minimum(graph, add(graph, center, reach), length);
    const places = constant(
      graph,
      Array.from({ length: size }, (_, place) => place),
      axes,
    );
    const isInside = logicalAnd(graph, greaterEqual(graph, places, first), less(graph, places, end));
    return { isInside, part: divide(graph, subtract(graph, end, first), length) };
  };
  const down = along(height, 2, [1, height, 1, 1]);
  const across = along(width, 3, [1, 1, width, 1]);
  const one = scalar(graph, 1);
  const inside = cast(graph, logicalAnd(graph, down.isInside, across.isInside), 'float32');
  return {
    own: subtract(graph, one, inside),
    ownNumbers: one,
    share: subtract(graph, one, multiply(graph, down.part, across.part)),
  };
}
