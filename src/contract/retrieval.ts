import type { DistanceMeasure } from '../graph-runtime/layers/distance';

/** Neighbors that are kept of each example. */
export const NEAREST = 5;

/**
 * Answer to the inspection `retrieval`: how well a network that compares images finds those of a class. Each test example is a query, and all
 * others are ranked by how near their embeddings are to its own; equally near ones are in the order of storage. Queries without another example of
 * their class are not counted.
 *
 * - recall at k: the share of queries with one of their class at least among the k nearest (Song, Xiang, Jegelka, Savarese 2016, “Deep Metric Learning
 *   via Lifted Structured Feature Embedding”, arxiv.org/abs/1511.06452, section 5)
 * - average precision of a query: `1/R Σᵢ i / rankᵢ` over the R examples of its class, `rankᵢ` the place of the i-th of them; its mean over the queries is
 *   the mean average precision (Manning, Raghavan, Schütze 2008, “Introduction to Information Retrieval”, section 8.4)
 */
export interface Retrieval {
  readonly step: number;
  /** The node whose output is the embedding, and how far two of them are apart. */
  readonly path: string;
  readonly measure: DistanceMeasure;
  /** Test examples that are compared: all, or the first of very many. */
  readonly count: number;
  /** Those with another one of their class. */
  readonly queries: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly meanAveragePrecision: number;
  /** The class of each example. */
  readonly labels: Int32Array;
  /** `[count, NEAREST]`: the nearest others of each, the nearest first; -1 where there are fewer. */
  readonly nearest: Int32Array;
  /** `[count, NEAREST]`: how far they are; NaN where there are fewer. */
  readonly distances: Float32Array;
  /** Of each example as a query; NaN where no other is of its class. */
  readonly averagePrecisions: Float32Array;
}
