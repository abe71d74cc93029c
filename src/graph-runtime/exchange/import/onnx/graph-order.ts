import type { OnnxSourceGraph, OnnxSourceNode } from './source-model';

/** The nodes of a graph in an order of computation. */
export interface OrderedGraph {
  readonly nodes: readonly OnnxSourceNode[];
  /** Nothing that comes out depends on them. */
  readonly unused: readonly OnnxSourceNode[];
  /** How often each value is read; as an output of the graph, too. */
  readonly uses: ReadonlyMap<string, number>;
}

/** Null where nodes depend on themselves. */
export function orderGraph({
  nodes,
  outputs,
}: Pick<OnnxSourceGraph, 'nodes' | 'outputs'>): OrderedGraph | null {
  const makers = new Map<string, OnnxSourceNode>();
  for (const node of nodes) for (const output of node.outputs) if (output !== '') makers.set(output, node);
  const needed = neededNodes(
    outputs.map(({ name }) => name),
    makers,
  );
  const ordered: OnnxSourceNode[] = [];
  const missing = new Map<OnnxSourceNode, number>();
  const readers = new Map<OnnxSourceNode, OnnxSourceNode[]>();
  for (const node of nodes) {
    if (!needed.has(node)) continue;
    const sources = new Set(node.inputs.flatMap((input) => makers.get(input) ?? []));
    missing.set(node, sources.size);
    for (const source of sources) readers.set(source, [...(readers.get(source) ?? []), node]);
  }
  const ready = nodes.filter((node) => missing.get(node) === 0);
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    ordered.push(next);
    for (const reader of readers.get(next) ?? []) {
      const left = (missing.get(reader) ?? 0) - 1;
      missing.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  }
  if (ordered.length < needed.size) return null;
  return {
    nodes: ordered,
    unused: nodes.filter((node) => !needed.has(node)),
    uses: usesOf(
      ordered,
      outputs.map(({ name }) => name),
    ),
  };
}

function neededNodes(
  outputs: readonly string[],
  makers: ReadonlyMap<string, OnnxSourceNode>,
): ReadonlySet<OnnxSourceNode> {
  const needed = new Set<OnnxSourceNode>();
  const pending = [...outputs];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const maker = makers.get(name);
    if (maker === undefined || needed.has(maker)) continue;
    needed.add(maker);
    pending.push(...maker.inputs);
  }
  return needed;
}

function usesOf(nodes: readonly OnnxSourceNode[], outputs: readonly string[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (name: string) => uses.set(name, (uses.get(name) ?? 0) + 1);
  for (const { inputs } of nodes) for (const name of inputs) count(name);
  for (const name of outputs) count(name);
  return uses;
}
