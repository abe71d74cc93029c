import { NEAREST } from '../../../../contract/retrieval';
import { firstAtLeast } from '../../../../graph-runtime/collections/first-at-least';
import { SMALLEST_LENGTH } from '../../../../graph-runtime/layers/compare-pairs';
import type { DistanceMeasure } from '../../../../graph-runtime/layers/distance';

/** Examples as points, with the class of each. */
export interface Points {
  /** `[count, size]` */
  readonly embeddings: Float32Array;
  readonly size: number;
  readonly labels: Int32Array;
  readonly measure: DistanceMeasure;
}

/** What is found for one query. */
export interface Ranked {
  /** Numbers of the nearest others, the nearest first. */
  readonly nearest: readonly number[];
  readonly distances: readonly number[];
  /** NaN where no other is of its class. */
  readonly averagePrecision: number;
}

/** Ranks all other examples by how near they are to one; equally near ones are in the order of their numbers. */
export class NearestNeighbors {
  readonly #points: Points;
  readonly #count: number;
  /** Of each point, for the cosine. */
  readonly #lengths: Float64Array;
  readonly #distances: Float64Array;

  constructor(points: Points) {
    this.#points = points;
    this.#count = points.labels.length;
    this.#distances = new Float64Array(this.#count);
    this.#lengths = Float64Array.from({ length: this.#count }, (_, at) =>
      Math.max(SMALLEST_LENGTH, Math.sqrt(this.#dot(at, at))),
    );
  }

  rank(query: number): Ranked {
    const { labels } = this.#points;
    for (let at = 0; at < this.#count; at += 1) this.#distances[at] = this.#distance(query, at);
    // The query itself is no answer.
    this.#distances[query] = Number.POSITIVE_INFINITY;
    const nearest = this.#nearest(query);
    const sorted = this.#distances.slice().sort();
    const ranks: number[] = [];
    for (let at = 0; at < this.#count; at += 1) {
      if (at !== query && labels[at] === labels[query]) ranks.push(this.#rankOf(at, sorted));
    }
    ranks.sort((a, b) => a - b);
    const sum = ranks.reduce((total, rank, place) => total + (place + 1) / rank, 0);
    return {
      nearest,
      distances: nearest.map((at) => this.#distances[at] ?? Number.NaN),
      averagePrecision: sum / ranks.length,
    };
  }

  /** The nearest few, by insertion. */
  #nearest(query: number): readonly number[] {
    const found: number[] = [];
    const distanceOf = (at: number | undefined) => this.#distances[at ?? query] ?? Number.POSITIVE_INFINITY;
    for (let at = 0; at < this.#count; at += 1) {
      if (at === query) continue;
      const isFull = found.length === NEAREST;
      if (isFull && distanceOf(at) >= distanceOf(found.at(-1))) continue;
      let place = found.length;
      while (place > 0 && distanceOf(found[place - 1]) > distanceOf(at)) place -= 1;
      found.splice(place, 0, at);
      if (isFull) found.pop();
    }
    return found;
  }

  /** The place of an example among all, from 1 on. */
  #rankOf(example: number, sorted: Float64Array): number {
    const distance = this.#distances[example] ?? Number.POSITIVE_INFINITY;
    const nearer = firstAtLeast(sorted, distance);
    if (sorted[nearer + 1] !== distance) return nearer + 1;
    let equal = 0;
    for (let at = 0; at < example; at += 1) if (this.#distances[at] === distance) equal += 1;
    return nearer + equal + 1;
  }

  #distance(a: number, b: number): number {
    const { embeddings, size, measure } = this.#points;
    if (measure === 'cosine')
      return 1 - this.#dot(a, b) / ((this.#lengths[a] ?? 1) * (this.#lengths[b] ?? 1));
    let sum = 0;
    for (let at = 0; at < size; at += 1) {
      const difference = (embeddings[a * size + at] ?? 0) - (embeddings[b * size + at] ?? 0);
      sum += measure === 'manhattan' ? Math.abs(difference) : difference * difference;
    }
    return measure === 'euclidean' ? Math.sqrt(sum) : sum;
  }

  #dot(a: number, b: number): number {
    const { embeddings, size } = this.#points;
    let sum = 0;
    for (let at = 0; at < size; at += 1)
      sum += (embeddings[a * size + at] ?? 0) * (embeddings[b * size + at] ?? 0);
    return sum;
  }
}
