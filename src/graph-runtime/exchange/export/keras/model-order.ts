import type { KerasGraph, KerasGraphNode } from './model-graph';

/**
 * The layers in Keras's own order, in which those of one class are counted for the names of groups of weights: by depth (the longest way of a call to
 * an output, largest first), then as they are met from the outputs on (`map_graph` in keras/src/ops/function.py). Each is its first call.
 */
export function kerasOrder({
  nodes,
  outputs,
}: Pick<KerasGraph, 'nodes' | 'outputs'>): readonly KerasGraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const { met, finished } = walk(byId, outputs);
  const depths = new Map<string, number>();
  const layerDepths = new Map<string, number>();
  for (const id of [...finished].reverse()) {
    const { name = id, inputs = [] } = byId.get(id) ?? {};
    // A call of a layer that was met at a greater depth is as deep.
    const depth = Math.max(depths.get(id) ?? 0, layerDepths.get(name) ?? 0);
    layerDepths.set(name, depth);
    for (const from of inputs) depths.set(from, Math.max(depth + 1, depths.get(from) ?? 0));
  }
  const rank = ({ name }: KerasGraphNode): readonly [number, number] => [
    -(layerDepths.get(name) ?? 0),
    met.get(name) ?? 0,
  ];
  const firstCalls = new Map([...nodes].reverse().map((node) => [node.name, node]));
  return nodes
    .filter((node) => met.has(node.name) && firstCalls.get(node.name) === node)
    .sort((a, b) => {
      const [first, second] = [rank(a), rank(b)];
      return first[0] - second[0] || first[1] - second[1];
    });
}

/** A walk in depth from the outputs to the input: when each layer is met, and the order in which all calls before a call are done. */
function walk(
  byId: ReadonlyMap<string, KerasGraphNode>,
  outputs: readonly string[],
): { readonly met: ReadonlyMap<string, number>; readonly finished: readonly string[] } {
  const met = new Map<string, number>();
  const done = new Set<string>();
  // Without recursion: networks have thousands of layers in a row.
  for (const output of outputs) {
    const stack = [{ id: output, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const node = byId.get(top.id);
      const name = node?.name ?? top.id;
      if (!met.has(name)) met.set(name, met.size);
      const from = node?.inputs[top.next];
      top.next += 1;
      if (done.has(top.id) || from === undefined) {
        done.add(top.id);
        stack.pop();
      } else if (!done.has(from)) stack.push({ id: from, next: 0 });
    }
  }
  return { met, finished: Array.from(done) };
}
