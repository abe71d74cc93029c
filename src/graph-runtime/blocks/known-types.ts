import { appendTo } from '../collections/group-by';
import { oncePer } from '../collections/once-per';
import type { NodeSpec } from '../document/document';
import { parseEndpoint } from '../document/endpoint';
import type { ScopeContent } from '../document/scope-draft';
import type { LayerDefinition, PortDescription } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import type { TensorType } from '../layers/tensor-type';
import type { Join } from './join-copies';
import { isSameType, type KnownType, type PortTypes } from './port-sizes';

/** What a wire brings to a port; without a port's name, to the first one. */
export interface EnteringType {
  readonly port: string | undefined;
  readonly type: KnownType;
}

/** A use of a node, as far as types go. */
export interface TypedUse {
  readonly outputs: readonly string[];
  /** Types of what enters it and of what leaves it by output port, where types are worked out. */
  readonly entering?: readonly EnteringType[] | undefined;
  readonly leaving?: PortTypes | undefined;
}

/** Wires of a scope by the node that they lead to, and its nodes, each after those that it reads from. */
interface ScopeOrder {
  readonly nodes: readonly NodeSpec[];
  readonly wires: ReadonlyMap<string, readonly WireEnds[]>;
}

interface WireEnds {
  readonly from: ReturnType<typeof parseEndpoint>;
  readonly port: string | undefined;
}

/**
 * The nodes of a scope in an order of computation. Those on a cycle, and after one, come last: nothing is known of what enters them.
 */
const orderOf: (content: ScopeContent) => ScopeOrder = oncePer(({ nodes, edges }: ScopeContent) => {
  const wires = new Map<string, WireEnds[]>();
  const readers = new Map<string, string[]>();
  const known = new Map(nodes.map((node) => [node.id, node]));
  const waitingFor = new Map<string, number>();
  for (const edge of edges) {
    const from = parseEndpoint(edge.from);
    const to = parseEndpoint(edge.to);
    appendTo(wires, to.id, { from, port: to.port });
    if (!known.has(from.id)) continue;
    appendTo(readers, from.id, to.id);
    waitingFor.set(to.id, (waitingFor.get(to.id) ?? 0) + 1);
  }
  const ordered = new Set(nodes.filter(({ id }) => !waitingFor.has(id)));
  // The set grows while it is walked along.
  for (const { id } of ordered) {
    for (const reader of readers.get(id) ?? []) {
      const left = (waitingFor.get(reader) ?? 0) - 1;
      waitingFor.set(reader, left);
      const next = known.get(reader);
      if (left === 0 && next !== undefined) ordered.add(next);
    }
  }
  for (const node of nodes) ordered.add(node);
  return { nodes: Array.from(ordered), wires };
});

/**
 * Expands the nodes of a scope in an order of computation, each with the types of what enters it.
 *
 * @param expand is called once for each node
 */
export function expandInOrder<Use extends TypedUse>(
  content: ScopeContent,
  expand: (node: NodeSpec, entering: readonly EnteringType[]) => Use,
): ReadonlyMap<NodeSpec, Use> {
  const { nodes, wires } = orderOf(content);
  const uses = new Map<NodeSpec, Use>();
  const byId = new Map<string, Use>();
  for (const node of nodes) {
    const entering = (wires.get(node.id) ?? []).map(({ from, port }): EnteringType => {
      const source = byId.get(from.id);
      const output = from.port ?? source?.outputs[0];
      return { port, type: output === undefined ? null : (source?.leaving?.get(output) ?? null) };
    });
    const use = expand(node, entering);
    uses.set(node, use);
    if (!byId.has(node.id)) byId.set(node.id, use);
  }
  return uses;
}

/** Whether the same enters, in the same order. */
export function isSameEntering(
  a: readonly EnteringType[] | undefined,
  b: readonly EnteringType[] | undefined,
): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every(({ port, type }, index) => {
    const other = b[index];
    return other !== undefined && other.port === port && isSameType(other.type, type);
  });
}

/** What enters and leaves the copies of a node, worked out one after the other as they are expanded. */
export class TypeFlow {
  readonly #entering: readonly EnteringType[];
  readonly #inputs: readonly PortDescription[];
  readonly #outputs: readonly string[];
  #leaving: PortTypes | null = null;
  readonly #beside: PortTypes[] = [];

  constructor(
    entering: readonly EnteringType[],
    { inputs, outputs }: { readonly inputs: readonly PortDescription[]; readonly outputs: readonly string[] },
  ) {
    this.#entering = entering;
    this.#inputs = inputs;
    this.#outputs = outputs;
  }

  /** The next copies are beside this one: they get what it got. */
  endCopy(): void {
    this.#beside.push(this.leaving);
    this.#leaving = null;
  }

  /** A merge joins what leaves the copies that ended. */
  join({ layer, parameters }: Pick<Join, 'layer' | 'parameters'>): void {
    this.#leaving = new Map(
      this.#outputs.map((port): [string, KnownType] => {
        const found = this.#beside.map((leaving) => leaving.get(port) ?? null);
        const present = found.filter((type) => type !== 'muted');
        if (present.length === 0) return [port, 'muted'];
        const types = present.filter((type) => type !== null);
        if (types.length < present.length) return [port, null];
        const result = layer.infer(parameters, types);
        return [port, result.ok ? (result.outputs[0] ?? null) : null];
      }),
    );
  }

  /** What leaves the last copy; where there is none, what enters first. */
  get leaving(): PortTypes {
    if (this.#leaving !== null) return this.#leaving;
    const [first] = this.#inputs;
    const [type = null] = first === undefined ? [] : this.#typesAt(first);
    return this.#all(type);
  }

  /** What enters the next copy of a block, one type a port. */
  get blockInputs(): PortTypes {
    return new Map(
      this.#inputs.map((port) => {
        const [type = null, ...others] = this.#typesAt(port);
        return [port.name, others.length === 0 ? type : null];
      }),
    );
  }

  /** The next copy is a block, which was expanded. */
  passBlock(uses: ReadonlyMap<string, TypedUse>): void {
    this.#leaving = new Map(
      this.#outputs.map((port) => [port, uses.get(port)?.entering?.[0]?.type ?? null] as const),
    );
  }

  /** Nothing is known of what leaves it. */
  passUnknown(): void {
    this.#leaving = this.#all(null);
  }

  /** The next copy is a layer, whose own rules say what leaves it; null where they refuse what enters. */
  passLayer(layer: LayerDefinition, parameters: ResolvedParameters): void {
    this.#leaving = this.#inferLayer(layer, parameters);
  }

  #inferLayer(layer: LayerDefinition, parameters: ResolvedParameters): PortTypes {
    const types: TensorType[] = [];
    for (const port of layer.inputs) {
      const found = this.#typesAt(port);
      const present = found.filter((type) => type !== 'muted');
      if (found.length > 0 && present.length === 0) return this.#all('muted');
      if (present.length === 0 || (present.length > 1 && port.isVariadic !== true)) return this.#all(null);
      for (const type of present) {
        if (type === null) return this.#all(null);
        types.push(type);
      }
    }
    const result = layer.infer(parameters, types);
    if (!result.ok) return this.#all(null);
    return new Map(this.#outputs.map((port, index) => [port, result.outputs[index] ?? null]));
  }

  /** The types at an input port; the first one of a copy gets what leaves the copy before. */
  #typesAt(port: PortDescription): readonly KnownType[] {
    const [first] = this.#inputs;
    const carried = this.#outputs[0] === undefined ? undefined : this.#leaving?.get(this.#outputs[0]);
    if (port.name === first?.name && carried !== undefined) return [carried];
    return this.#entering.filter((one) => (one.port ?? first?.name) === port.name).map(({ type }) => type);
  }

  #all(type: KnownType): PortTypes {
    return new Map(this.#outputs.map((port) => [port, type]));
  }
}
