import { appendTo } from '../../../../collections/group-by';
import type { OnnxSourceAttribute, OnnxSourceGraph, OnnxSourceNode, OnnxTensor } from '../source-model';

/** Several nodes that are one operation, which a file of an early version has no operator for. */
export interface Idiom {
  /** Where `node` is the last of them: the one that stands for them all, and the others; null: it is not. */
  find(node: OnnxSourceNode, graph: GraphView): Match | null;
}

export interface Match {
  readonly replacement: OnnxSourceNode;
  /** Without the last. */
  readonly others: readonly OnnxSourceNode[];
  /** Parts of the file's tensors that the replacement reads, by the names it has for them. */
  readonly tensors?: ReadonlyMap<string, OnnxTensor>;
}

/** The nodes of a graph, found by the values they make. */
export class GraphView {
  readonly #makers = new Map<string, OnnxSourceNode>();
  readonly #uses = new Map<string, number>();
  /** By their first input, as the file has them in its order. */
  readonly #joins = new Map<string, OnnxSourceNode[]>();

  constructor(readonly graph: OnnxSourceGraph) {
    const use = (name: string) => this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    for (const node of graph.nodes) {
      for (const name of node.outputs) this.#makers.set(name, node);
      // Whoever asks for the sizes of a value does not need the value.
      if (node.operator !== 'Shape') for (const name of node.inputs) use(name);
      if (node.operator === 'Concat') appendTo(this.#joins, node.inputs[0] ?? '', node);
    }
    for (const { name } of graph.outputs) use(name);
  }

  /** What makes a value, if it is of that operator and nothing but one node reads it. */
  only(name: string | undefined, operator: string): OnnxSourceNode | null {
    const maker = this.#makers.get(name ?? '');
    const isOnly = (this.#uses.get(name ?? '') ?? 0) === 1;
    return maker?.operator === operator && maker.domain === '' && isOnly ? maker : null;
  }

  /** What makes a value, whoever reads it. */
  maker(name: string | undefined): OnnxSourceNode | null {
    const maker = this.#makers.get(name ?? '');
    return maker?.domain === '' ? maker : null;
  }

  /** How many nodes read a value, and whether it is an output of the graph. */
  uses(name: string | undefined): number {
    return this.#uses.get(name ?? '') ?? 0;
  }

  /** A constant with a single number, or what is computed of such and of the last size of a value; null for all else. */
  number(name: string | undefined, depth = 0): number | null {
    const values = this.numbers(name);
    if (values !== null) return values.length === 1 ? (values[0] ?? null) : null;
    const maker = this.maker(name);
    if (maker === null || depth > DEEPEST) return null;
    const [a, b] = maker.inputs.map((input) => this.number(input, depth + 1));
    if (maker.operator === 'Slice') return a === null ? this.#lastSize(maker) : null;
    return computed(maker.operator, a ?? null, b ?? null);
  }

  /** Of `Shape(x)[-1:]`: the size that a Reshape before it gives. */
  #lastSize({ inputs }: OnnxSourceNode): number | null {
    const shape = this.maker(inputs[0]);
    if (shape?.operator !== 'Shape' || this.numbers(inputs[1])?.join() !== '-1') return null;
    let maker = this.maker(shape.inputs[0]);
    for (let depth = 0; maker !== null && depth < DEEPEST; depth += 1) {
      if (maker.operator === 'Reshape') return this.sizes(maker)?.at(-1) ?? null;
      const axes = maker.attributes.get('perm');
      const keepsLast = axes?.kind === 'ints' ? axes.values.at(-1) === axes.values.length - 1 : true;
      if (!KEEP_LAST.has(maker.operator) || !keepsLast) return null;
      maker = this.maker(maker.inputs[0]);
    }
    return null;
  }

  /** A constant of few numbers. */
  numbers(name: string | undefined): readonly number[] | null {
    const tensor = this.tensor(name);
    if (tensor !== undefined) {
      const count = tensor.dims.reduce((product, size) => product * size, 1);
      if (count > 16) return null;
      return tensor.type === 'int64' ? tensor.integers() : Array.from(tensor.values());
    }
    const node = this.#makers.get(name ?? '');
    const single = node?.operator === 'Constant' ? node.attributes.get('value_float') : undefined;
    return single?.kind === 'float' ? [single.value] : null;
  }

  /** A tensor of the file, listed or as a node. */
  tensor(name: string | undefined): OnnxTensor | undefined {
    const node = this.#makers.get(name ?? '');
    const attribute = node?.operator === 'Constant' ? node.attributes.get('value') : undefined;
    const own = attribute?.kind === 'tensor' ? attribute.tensor : undefined;
    return this.graph.initializers.get(name ?? '') ?? own;
  }

  /** The longest concatenation along the same axis that `node` begins with; null where there is none. */
  joinedBefore({ inputs, attributes }: OnnxSourceNode): OnnxSourceNode | null {
    const axis = JSON.stringify(attributes.get('axis'));
    const shorter = (this.#joins.get(inputs[0] ?? '') ?? []).filter(
      (one) =>
        one.inputs.length < inputs.length &&
        one.inputs.every((name, at) => name === inputs[at]) &&
        JSON.stringify(one.attributes.get('axis')) === axis,
    );
    return shorter.reduce<OnnxSourceNode | null>(
      (longest, one) => (one.inputs.length > (longest?.inputs.length ?? 0) ? one : longest),
      null,
    );
  }

  /** The sizes that a Reshape gives, where they are known: an attribute in old files, an input in newer ones. */
  sizes({ inputs, attributes }: OnnxSourceNode): readonly number[] | null {
    const attribute = attributes.get('shape');
    return attribute?.kind === 'ints' ? attribute.values : this.numbers(inputs[1]);
  }

  /** The input of a node with two that is not `name`; null where neither is. */
  other({ inputs }: OnnxSourceNode, name: string): string | null {
    const [a, b] = inputs;
    if (inputs.length !== 2 || a === undefined || b === undefined) return null;
    if (a === name) return b;
    return b === name ? a : null;
  }

  /** The input that is computed, beside a constant near `value`; null where it is not so. */
  beside({ inputs }: OnnxSourceNode, value: number): string | null {
    const [a = '', b = ''] = inputs;
    if (isNear(this.number(b), value)) return a;
    return isNear(this.number(a), value) ? b : null;
  }
}

const DEEPEST = 12;
/** Of the parts of an attention, which are divided along their first axis. */
const KEEP_LAST: ReadonlySet<string> = new Set(['Squeeze', 'Split', 'Transpose']);

function computed(operator: string, a: number | null, b: number | null): number | null {
  if (a === null) return null;
  if (operator === 'Cast' || operator === 'Identity') return a;
  if (operator === 'Sqrt') return Math.sqrt(a);
  if (b === null) return null;
  if (operator === 'Div') return a / b;
  return operator === 'Mul' ? a * b : null;
}

export const isNear = (found: number | null, wanted: number) =>
  found !== null && Math.abs(found - wanted) <= 1e-3 * Math.abs(wanted);

export function replacement(
  last: OnnxSourceNode,
  operator: string,
  inputs: readonly string[],
  attributes: ReadonlyMap<string, OnnxSourceAttribute> = new Map(),
): OnnxSourceNode {
  return { ...last, operator, inputs, attributes };
}
