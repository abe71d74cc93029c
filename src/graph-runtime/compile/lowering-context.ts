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

interface LoweringOptions {
  readonly readAfter?: () => readonly OpNode[];
  readonly read?: Map<string, Value>;
  readonly readWeight?: (weight: ProgramWeight) => Value;
}

/**
 * One lowering of a network: the graph it goes to, its mode, each weight read once however many ops use it, and the updates
 * its layers ask for.
 */
export class NetworkLowering {
  readonly graph: OpGraph;
  readonly mode: 'train' | 'evaluate';
  /** The newest value of each running statistic: where nodes share it, each continues from what the one before made of it. */
  readonly #updates = new Map<string, WeightUpdate>();
  /** Losses of layers themselves, `[batch]` each. */
  readonly losses: { readonly losses: Value; readonly weight: number }[] = [];
  #isRandom = false;
  readonly #weights: ReadonlyMap<string, ProgramWeight>;
  /** Whose weights a node uses, where they are not its own. */
  readonly #owners: ReadonlyMap<string, string>;
  /** Paths of frozen nodes. */
  readonly #frozen: ReadonlySet<string>;
  readonly #values: Map<string, Value>;
  readonly #seed: Value;
  readonly #readWeight: (weight: ProgramWeight) => Value;

  /**
   * @param seed int32 `[2]`: the run's seed and the step; what is random in the network depends on it alone.
   * @param options.readAfter asked at each weight: what must have run before it is read; by default nothing
   * @param options.read values of weights that another lowering has read, by name; those that this one reads join them
   * @param options.readWeight the value of a weight; by default read from its variable
   */
  constructor(
    graph: OpGraph,
    mode: 'train' | 'evaluate',
    weights: readonly ProgramWeight[],
    seed: Value,
    { readAfter = () => [], read = new Map(), readWeight }: LoweringOptions = {},
  ) {
    this.graph = graph;
    this.mode = mode;
    this.#weights = new Map(weights.map((weight) => [weight.name, weight]));
    this.#owners = new Map(
      weights.flatMap(({ path, sharedBy }) => sharedBy.map((user) => [user, path] as const)),
    );
    const frozen = weights.filter(({ description }) => description.isFrozen === true);
    this.#frozen = new Set(frozen.map(({ path }) => path));
    this.#seed = seed;
    // Where the variable is.
    this.#readWeight =
      readWeight ??
      (({ variable }) => graph.onDevice(null, () => readVariable(graph, variable, readAfter())));
    this.#values = read;
  }

  get updates(): readonly WeightUpdate[] {
    return [...this.#updates.values()];
  }

  /** The weights that were read, with their values at the beginning of the step. */
  get read(): readonly { readonly weight: ProgramWeight; readonly value: Value }[] {
    return [...this.#values].map(([name, value]) => ({ weight: this.#weight(name), value }));
  }

  /** Whether examples never meet in what was lowered, and nothing was drawn: then a batch can be divided without changing the step. */
  get isDataParallel(): boolean {
    return this.#updates.size === 0 && !this.#isRandom && this.losses.length === 0;
  }

  /** What the layer at `path` may use. */
  contextOf(path: string): LoweringContext {
    const { graph, mode } = this;
    const owner = this.#owners.get(path) ?? path;
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
      isFrozen: this.#frozen.has(owner),
      weight: (name) => this.#updates.get(`${owner}/${name}`)?.value ?? this.#read(`${owner}/${name}`),
      updateWeight: (name, value) => {
        this.#updates.set(`${owner}/${name}`, { weight: this.#weight(`${owner}/${name}`), value });
      },
      addLoss: (losses, weight) => {
        this.losses.push({ losses, weight });
      },
      randomUniform,
      randomUniformLike: (like) => randomUniform(shapeOf(graph, like), like.shape),
    };
  }

  #read(name: string): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = this.#readWeight(this.#weight(name));
    this.#values.set(name, value);
    return value;
  }

  #weight(name: string): ProgramWeight {
    const weight = this.#weights.get(name);
    if (weight === undefined) throw new Error(`there is no weight ${name}`);
    return weight;
  }
}
