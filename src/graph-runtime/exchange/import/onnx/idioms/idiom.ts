import type { OnnxSourceAttribute, OnnxSourceGraph, OnnxSourceNode } from '../source-model';

/** Several nodes that are one operation, which a file of an early version has no operator for. */
export interface Idiom {
  /** Where `node` is the last of them: the one that stands for them all, and the others; null: it is not. */
  find(node: OnnxSourceNode, graph: GraphView): Match | null;
}

export interface Match {
  readonly replacement: OnnxSourceNode;
  /** Without the last. */
  readonly others: readonly OnnxSourceNode[];
}

/** The nodes of a graph, found by the values they make. */
export class GraphView {
  readonly #makers = new Map<string, OnnxSourceNode>();
  readonly #uses = new Map<string, number>();

  constructor(readonly graph: OnnxSourceGraph) {
    const use = (name: string) => this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    for (const node of graph.nodes) {
      for (const name of node.outputs) this.#makers.set(name, node);
      for (const name of node.inputs) use(name);
    }
    for (const { name } of graph.outputs) use(name);
  }

  /** What makes a value, if it is of that operator and nothing but one node reads it. */
  only(name: string | undefined, operator: string): OnnxSourceNode | null {
    const maker = this.#makers.get(name ?? '');
    const isOnly = (this.#uses.get(name ?? '') ?? 0) === 1;
    return maker?.operator === operator && maker.domain === '' && isOnly ? maker : null;
  }

  /** A constant with a single number; null for all else. */
  number(name: string | undefined): number | null {
    const values = this.numbers(name);
    return values?.length === 1 ? (values[0] ?? null) : null;
  }

  /** A constant of few numbers. */
  numbers(name: string | undefined): readonly number[] | null {
    const node = this.#makers.get(name ?? '');
    const attribute = node?.operator === 'Constant' ? node.attributes.get('value') : undefined;
    const tensor =
      this.graph.initializers.get(name ?? '') ??
      (attribute?.kind === 'tensor' ? attribute.tensor : undefined);
    if (tensor !== undefined) {
      const count = tensor.dims.reduce((product, size) => product * size, 1);
      if (count > 16) return null;
      return tensor.type === 'int64' ? tensor.integers() : Array.from(tensor.values());
    }
    const single = node?.operator === 'Constant' ? node.attributes.get('value_float') : undefined;
    return single?.kind === 'float' ? [single.value] : null;
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
