import type { KerasGraph, KerasGraphNode } from './model-graph';

/**
 * The nodes in Keras's own order, in which layers of one class are counted for the names of groups of weights: by depth (the longest way to an output,
 * largest first), then as they are met from the outputs on (`map_graph` in keras/src/ops/function.py).
 */
export function kerasOrder({ nodes, outputs }: KerasGraph): readonly KerasGraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const { met, finished } = walk(byName, outputs);
  const depths = new Map<string, number>();
  for (const name of [...finished].reverse()) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const from of byName.get(name)?.inputs ?? []) {
      depths.set(from, Math.max(depth + 1, depths.get(from) ?? 0));
    }
  }
  const rank = (name: string): readonly [number, number] => [-(depths.get(name) ?? 0), met.get(name) ?? 0];
  return nodes
    .filter(({ name }) => met.has(name))
    .sort((a, b) => {
      const [first, second] = [rank(a.name), rank(b.name)];
      return first[0] - second[0] || first[1] - second[1];
    });
}

/** A walk in depth from the outputs to the input: when each node is met, and the order in which all before it are done. */
function walk(
  byName: ReadonlyMap<string, KerasGraphNode>,
  outputs: readonly string[],
): { readonly met: ReadonlyMap<string, number>; readonly finished: readonly string[] } {
  const met = new Map<string, number>();
  const done = new Set<string>();
  // Without recursion: networks have thousands of layers in a row.
  for (const output of outputs) {
    const stack = [{ name: output, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (!met.has(top.name)) met.set(top.name, met.size);
      const from = byName.get(top.name)?.inputs[top.next];
      top.next += 1;
      if (done.has(top.name) || from === undefined) {
        done.add(top.name);
        stack.pop();
      } else if (!done.has(from)) stack.push({ name: from, next: 0 });
    }
  }
  return { met, finished: Array.from(done) };
}
