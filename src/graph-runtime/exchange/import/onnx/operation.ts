import type { FoldingReason } from '../network/import-report';
import { CannotMap, type GivenParameters } from '../network/network-builder';
import type { SourceTensor } from '../network/weight-values';
import type { ImportState } from './import-state';
import { nameOfLayer } from './name-of-layer';
import type { OnnxSourceNode } from './source-model';
import {
  type Activation,
  activationOf,
  type ConstantValue,
  isSameAxes,
  liesAlike,
  type OnnxValue,
  usualAxes,
} from './values';

interface NewLayer {
  readonly parameters?: GivenParameters;
  readonly inputs: readonly Activation[];
  readonly weights?: Readonly<Record<string, SourceTensor>>;
}

/** One node of the graph, for the rule that maps it: its attributes and inputs, and what can be made of them. */
export class OnnxOperation {
  readonly #used = new Set<string>();
  #isLayer = false;

  constructor(
    readonly node: OnnxSourceNode,
    readonly inputs: readonly (OnnxValue | null)[],
    readonly state: ImportState,
  ) {}

  get opset(): number {
    return this.state.opset;
  }

  /** Tensors of the file that became a part of the network. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  get isLayer(): boolean {
    return this.#isLayer;
  }

  has(attribute: string): boolean {
    return this.node.attributes.has(attribute);
  }

  number(name: string, otherwise: number): number {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'int' || attribute?.kind === 'float' ? attribute.value : otherwise;
  }

  numbers(name: string): readonly number[] | undefined {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'ints' || attribute?.kind === 'floats' ? attribute.values : undefined;
  }

  text(name: string, otherwise: string): string {
    const attribute = this.node.attributes.get(name);
    return attribute?.kind === 'string' ? attribute.text : otherwise;
  }

  /** Sizes or axes that are an attribute in older versions and an input in newer ones. */
  integers(attribute: string, at: number): readonly number[] | undefined {
    const value = this.inputs[at];
    if (value === undefined || value === null) return this.numbers(attribute);
    return this.constant(at).integers();
  }

  /** What comes in there, computed by the network. */
  activation(at: number): Activation {
    const value = this.inputs[at];
    if (value?.kind !== 'activation') throw new CannotMap('attributes', `input ${at + 1}`);
    if (value.isOpaque === true) throw new CannotMap('axes');
    return value;
  }

  /** What comes in there, known without the network's input. */
  constant(at: number): ConstantValue {
    const value = this.inputs[at];
    if (value?.kind !== 'constant') throw new CannotMap('computed-weights', `input ${at + 1}`);
    for (const name of value.from) this.#used.add(name);
    return value;
  }

  /** Null where nothing comes in there. */
  optionalConstant(at: number): ConstantValue | null {
    return this.inputs[at] === undefined || this.inputs[at] === null ? null : this.constant(at);
  }

  isConstant(at: number): boolean {
    return this.inputs[at]?.kind === 'constant';
  }

  /** Whether nothing but this operation reads what comes in there. */
  isOnlyUse(at: number): boolean {
    const value = this.inputs[at];
    const uses = this.state.uses.get(this.node.inputs[at] ?? '') ?? 0;
    return value?.kind === 'activation' && !value.isShared && uses === 1;
  }

  /** An image with its axes as layers want them. */
  image(at: number): Activation {
    const value = this.activation(at);
    if (value.node.shape.length !== 3) throw new CannotMap('axes', `${value.node.shape.length + 1}`);
    return this.arranged(value, usualAxes(3));
  }

  /** The same value with its axes here where they are wanted; a Permute is added where they are not. */
  arranged(value: Activation, axes: readonly number[]): Activation {
    const ordered = this.inSourceOrder(value);
    if (isSameAxes(ordered.axes, axes)) return ordered;
    const order = axes.map((_, target) => (ordered.axes[axes.indexOf(target)] ?? 0) + 1);
    const node = this.helper('permute', ordered, { order });
    return { ...activationOf(node.node, axes) };
  }

  /** A vector with its values in the order of ONNX; layers are added where they are in another. */
  inSourceOrder(value: Activation): Activation {
    const { order } = value;
    if (order === null) return value;
    const image = this.helper('reshape', value, { targetShape: order.shape });
    const turned = this.helper('permute', image, { order: order.axes.map((axis) => axis + 1) });
    return this.helper('flatten', turned);
  }

  /** A vector of all values, in whichever order is cheapest; it is kept in mind. */
  flattened(value: Activation): Activation {
    if (value.node.shape.length === 1) return value;
    const flat = this.layer('flatten', { inputs: [value] });
    const order = { shape: value.node.shape, axes: value.axes };
    return liesAlike(order) ? flat : { ...flat, order };
  }

  /** A layer that is what this operation is. */
  layer(type: string, { inputs, ...rest }: NewLayer, axes?: readonly number[]): Activation {
    const name = nameOfLayer(this.node);
    const node = this.state.builder.add(type, { ...rest, inputs: inputs.map((one) => one.node), name });
    this.#isLayer = true;
    this.state.mapped(this.node, type);
    return activationOf(node, axes);
  }

  /** One layer for this operation and the layer that makes what comes in, which nothing else reads; null where that is of another type. */
  merged(at: number, before: string, type: string, parameters: GivenParameters): Activation | null {
    const x = this.activation(at);
    const { node } = x;
    const [first, ...others] = node.inputs;
    const isAlike = others.every(({ shape }) => shape.join() === first?.shape.join());
    if (node.type !== before || first === undefined || !isAlike || !this.isOnlyUse(at)) return null;
    const inputs = node.inputs.map((one) => activationOf(one, x.axes));
    const made = this.layer(type, { inputs, parameters }, x.axes);
    this.state.builder.removeUnread(node);
    return made;
  }

  /** A layer that keeps every value at its place. */
  elementwise(type: string, parameters: GivenParameters = {}, at = 0): Activation {
    const value = this.activation(at);
    const made = this.layer(type, { parameters, inputs: [value] }, value.axes);
    return { ...made, order: value.order };
  }

  /** What comes in there, unchanged: the operation is no node. */
  passed(reason: FoldingReason, at = 0, changes: Partial<Activation> = {}): Activation {
    const value = this.activation(at);
    this.folded(reason);
    return { ...value, isShared: !this.isOnlyUse(at), ...changes };
  }

  folded(reason: FoldingReason): void {
    this.state.folded(this.node, reason);
  }

  /** A layer that the file has not, and the network needs. */
  helper(type: string, value: Activation, parameters: GivenParameters = {}): Activation {
    this.state.added(type);
    const name = `${nameOfLayer(this.node)}_${type}`;
    return activationOf(this.state.builder.add(type, { parameters, inputs: [value.node], name }));
  }
}
