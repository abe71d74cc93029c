import type { LoweringContext } from '../layers/layer';
import { integers } from '../ops/constant';
import { add } from '../ops/elementwise';
import { hashName } from '../ops/hash';
import type { OpGraph, OpNode, OpShape, Value } from '../ops/op-graph';
import { statelessUniform } from '../ops/random';
import { shapeOf } from '../ops/shape';
import { readVariable } from '../ops/variables';
import type { ProgramWeight } from './weights';

/** A running statistic's new value, to be assigned when the step's updates are applied. */
export interface WeightUpdate {
  readonly weight: ProgramWeight;
  readonly value: Value;
}

/**
 * One lowering of a network: the graph it goes to, its mode, each weight read once however many ops use it, and the updates
 * its layers ask for.
 */
export class NetworkLowering {
  readonly graph: OpGraph;
  readonly mode: 'train' | 'evaluate';
  readonly updates: WeightUpdate[] = [];
  #isRandom = false;
  readonly #weights: ReadonlyMap<string, ProgramWeight>;
  /** Paths of frozen nodes. */
  readonly #frozen: ReadonlySet<string>;
  readonly #values = new Map<string, Value>();
  readonly #seed: Value;
  readonly #readAfter: () => readonly OpNode[];

  /**
   * @param seed int32 `[2]`: the run's seed and the step; what is random in the network depends on it alone.
   * @param readAfter asked at each weight: what must have run before it is read; by default nothing
   */
  constructor(
    graph: OpGraph,
    mode: 'train' | 'evaluate',
    weights: readonly ProgramWeight[],
    seed: Value,
    readAfter: () => readonly OpNode[] = () => [],
  ) {
    this.graph = graph;
    this.mode = mode;
    this.#weights = new Map(weights.map((weight) => [weight.name, weight]));
    const frozen = weights.filter(({ description }) => description.isFrozen === true);
    this.#frozen = new Set(frozen.map(({ path }) => path));
    this.#seed = seed;
    this.#readAfter = readAfter;
  }

  /** The weights that were read, with their values at the beginning of the step. */
  get read(): readonly { readonly weight: ProgramWeight; readonly value: Value }[] {
    return [...this.#values].map(([name, value]) => ({ weight: this.#weight(name), value }));
  }

  /** Whether examples never meet in what was lowered, and nothing was drawn: then a batch can be divided without changing the step. */
  get isDataParallel(): boolean {
    return this.updates.length === 0 && !this.#isRandom;
  }

  /** What the layer at `path` may use. */
  contextOf(path: string): LoweringContext {
    const { graph, mode, updates } = this;
    let draws = 0;
    const randomUniform = (shape: Value, staticShape: OpShape) => {
      const seed = add(graph, this.#seed, integers(graph, [hashName(`${path}#${draws}`), 0]));
      draws += 1;
      this.#isRandom = true;
      return statelessUniform(graph, shape, staticShape, seed);
    };
    return {
      graph,
      mode,
      isFrozen: this.#frozen.has(path),
      weight: (name) => this.#read(`${path}/${name}`),
      updateWeight: (name, value) => {
        updates.push({ weight: this.#weight(`${path}/${name}`), value });
      },
      randomUniform,
      randomUniformLike: (like) => randomUniform(shapeOf(graph, like), like.shape),
    };
  }

  #read(name: string): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = readVariable(this.graph, this.#weight(name).variable, this.#readAfter());
    this.#values.set(name, value);
    return value;
  }

  #weight(name: string): ProgramWeight {
    const weight = this.#weights.get(name);
    if (weight === undefined) throw new Error(`there is no weight ${name}`);
    return weight;
  }
}
