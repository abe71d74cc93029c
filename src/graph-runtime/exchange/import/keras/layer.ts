import type { ImportCounts } from '../network/import-counts';
import type { FoldingReason } from '../network/import-report';
import type { InputChanges } from '../network/input-changes';
import type { BuiltNode } from '../network/built-node';
import { CannotMap, type GivenParameters, type NetworkBuilder } from '../network/network-builder';
import type { SourceTensor } from '../network/weight-values';
import type { KerasLayerConfig } from './topology';

/** What layers of one family are here: one file a family, one line in `rules/registry.ts`. */
export interface KerasRule {
  readonly classes: readonly string[];
  /** @throws CannotMap when no layer computes the same: it becomes a placeholder */
  map(layer: KerasLayer): BuiltNode;
}

/** One call of a layer, for the rule that maps it. */
export class KerasLayer {
  #used: readonly SourceTensor[] = [];

  constructor(
    readonly source: KerasLayerConfig,
    /** What enters, numbers of operators (`x + 3`) at their places. */
    readonly operands: readonly (BuiltNode | number)[],
    readonly tensors: readonly SourceTensor[],
    readonly context: {
      readonly builder: NetworkBuilder;
      readonly counts: ImportCounts;
      /** Whether the model's images have their channels first. */
      readonly isChannelsFirst: boolean;
      readonly isKeras3: boolean;
      /** What the images are changed by before anything else; null where something else reads what enters here. */
      readonly inputChanges: InputChanges | null;
      /** The call as the file has it; absent where layers follow one another. */
      readonly rawCall: unknown;
      /** The layer by the models that it is in: another call of it has the same. */
      readonly callOf: string;
      /** Nodes that a later one stands for, too: gone at the end, unless something else reads them. */
      readonly replaced: BuiltNode[];
    },
  ) {}

  get inputs(): readonly BuiltNode[] {
    return this.operands.filter((operand): operand is BuiltNode => typeof operand === 'object');
  }

  /** Tensors that became weights. */
  get used(): readonly SourceTensor[] {
    return this.#used;
  }

  get input(): BuiltNode {
    const [first] = this.inputs;
    if (first === undefined) throw new CannotMap('attributes', 'no input');
    return first;
  }

  number(name: string, otherwise: number): number {
    const value = this.source.config[name];
    return typeof value === 'number' ? value : otherwise;
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.source.config[name];
    return typeof value === 'boolean' ? value : otherwise;
  }

  text(name: string, otherwise: string): string {
    const value = this.source.config[name];
    return typeof value === 'string' ? value : otherwise;
  }

  numbers(name: string): readonly number[] | undefined {
    const value = this.source.config[name];
    const list = Array.isArray(value) ? value : typeof value === 'number' ? [value] : [];
    const numbers = list.flat().filter((one): one is number => typeof one === 'number');
    return numbers.length === 0 ? undefined : numbers;
  }

  pair(name: string, otherwise: number): readonly [number, number] {
    const [first = otherwise, second = first] = this.numbers(name) ?? [];
    return [first, second];
  }

  /** `same` or `valid`. */
  get padding(): string {
    const padding = this.text('padding', 'valid');
    if (padding !== 'same' && padding !== 'valid') throw new CannotMap('attributes', `padding ${padding}`);
    return padding;
  }

  /**
   * Weights by the names they have here, in the order in which Keras has them; a name of the file decides where there is one.
   *
   * @param names here, and in Keras
   */
  weights(names: readonly (readonly [string, string])[]): Record<string, SourceTensor> {
    const found: Record<string, SourceTensor> = {};
    const used: SourceTensor[] = [];
    names.forEach(([here, there], at) => {
      const named = this.tensors.find(({ name }) => lastPart(name) === there);
      const isNamed = this.tensors.some(({ name }) => /[a-z]/i.test(lastPart(name)));
      // A weight that its class gave no name is called `variable`; where there is only one, it is the one.
      const isOnly = names.length === 1 && this.tensors.length === 1;
      const tensor = named ?? (isNamed && !isOnly ? undefined : this.tensors[at]);
      if (tensor === undefined) throw new CannotMap('computed-weights', there);
      found[here] = tensor;
      used.push(tensor);
    });
    this.#used = [...this.#used, ...used];
    return found;
  }

  /** A layer that is what this one is, or a part of it. */
  add(
    type: string,
    parameters: GivenParameters = {},
    weights: Readonly<Record<string, SourceTensor>> = {},
    inputs: readonly BuiltNode[] = [this.input],
  ): BuiltNode {
    const { builder, counts, callOf } = this.context;
    const node = builder.add(type, { parameters, weights, inputs, callOf, name: this.source.name });
    counts.mapped({ operator: this.source.className }, type);
    return node;
  }

  /** Further arguments of the call, as files of Keras 3 have them. */
  get callArguments(): {
    readonly args: readonly unknown[];
    readonly kwargs: Readonly<Record<string, unknown>>;
  } {
    const { rawCall } = this.context;
    const given: object = typeof rawCall === 'object' && rawCall !== null ? rawCall : {};
    const args = 'args' in given && Array.isArray(given.args) ? given.args : [];
    const kwargs = 'kwargs' in given && typeof given.kwargs === 'object' ? given.kwargs : {};
    return { args, kwargs: { ...kwargs } };
  }

  /** Weights by the names they have here, of all tensors as they are given. */
  weightsInOrder(
    names: readonly string[],
    tensors: readonly SourceTensor[] = this.tensors,
  ): Record<string, SourceTensor> {
    if (tensors.length !== names.length) throw new CannotMap('computed-weights', names.join(', '));
    this.#used = [...this.#used, ...tensors];
    return Object.fromEntries(tensors.map((tensor, at) => [names[at] ?? '', tensor]));
  }

  /** What comes in, unchanged: the layer is no node. */
  passed(reason: FoldingReason = 'identity'): BuiltNode {
    const { className, name } = this.source;
    this.context.counts.folded({ operator: className, name, outputs: [] }, reason);
    return this.input;
  }
}

/** `conv1/kernel:0` is a kernel. */
function lastPart(name: string): string {
  return name.replace(/:\d+$/, '').replace(/^.*\//, '');
}
