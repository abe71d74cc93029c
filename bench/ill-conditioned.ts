import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { analyze } from '../src/graph-runtime/infer/analyze';

/** Fewest numbers that a mean and a variance are compared of. */
const FEWEST = 3;

/** Numbers that one mean and variance are taken of, by the type of the layer. */
const counts: Readonly<
  Record<string, (shape: readonly number[], parameters: Readonly<Record<string, unknown>>) => number>
> = {
  layerNormalization: (shape) => shape.at(-1) ?? 1,
  instanceNormalization: (shape) => product(shape.slice(0, -1)),
  groupNormalization: (shape, { groups }) => product(shape) / Number(groups),
};

/**
 * Whether a layer divides by the deviation of one or two numbers of each example. Of one number the deviation is 0, of two that are nearly equal it is
 * rounding: Netloom gives exactly 0 for the first, others the rounding of `x / e - mean / e` with e the root of epsilon, which is as
 * large as 1e-3. Two right programs differ there, so that such networks are left out of comparisons, and counted.
 */
export function isIllConditioned(document: NetloomDocument): boolean {
  const { graph, nodes } = analyze(document);
  return graph.nodes.some(({ path, type, parameters }) => {
    const count = Object.hasOwn(counts, type) ? counts[type] : undefined;
    const shape = nodes.get(path)?.inputs[0]?.shape;
    return count !== undefined && shape !== undefined && count(shape, parameters) < FEWEST;
  });
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
