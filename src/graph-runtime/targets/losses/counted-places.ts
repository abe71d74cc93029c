import { scalar } from '../../ops/constant';
import { equal, select } from '../../ops/elementwise';
import type { OpGraph, Value } from '../../ops/op-graph';
import { zerosLike } from '../../ops/shape';

/** Labels of which some do not count. */
export interface CountedPlaces {
  /** int32: a class everywhere, 0 at the places that do not count. */
  readonly labels: Value;
  /** float32 of their shape: 1 at the places that count, 0 at the others; null: all count. */
  readonly counts: Value | null;
}

/** Separates the places of the class `ignored` from the others. */
export function countedPlaces(graph: OpGraph, labels: Value, ignored: number | null): CountedPlaces {
  if (ignored === null) return { labels, counts: null };
  const isIgnored = equal(graph, labels, scalar(graph, ignored, 'int32'));
  return {
    labels: select(graph, isIgnored, zerosLike(graph, labels), labels),
    counts: select(graph, isIgnored, scalar(graph, 0), scalar(graph, 1)),
  };
}
