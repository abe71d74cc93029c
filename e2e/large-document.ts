/** A card of the document and its wires, as the file has them. */
interface Node {
  readonly id: string;
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly position: { readonly x: number; readonly y: number };
}

/** Cards in a column. */
const COLUMN = 60;

/** The text of a file with about `count` nodes: residual units one after the other, arranged in columns. */
export function largeDocument(count: number): string {
  const nodes: Node[] = [];
  const edges: { from: string; to: string }[] = [];
  const add = (id: string, type: string, from: readonly string[], parameters?: Node['parameters']) => {
    const at = nodes.length;
    const position = { x: Math.floor(at / COLUMN) * 360, y: (at % COLUMN) * 100 };
    nodes.push({ id, type, ...(parameters && { parameters }), position });
    for (const source of from) edges.push({ from: source, to: id });
    return id;
  };
  let last = add('input', 'input', [], { shape: [28, 28, 1] });
  last = add('stem', 'conv2d', [last], { filters: 8, kernelSize: [3, 3] });
  for (let unit = 1; nodes.length + 9 <= count; unit += 1) {
    const entry = last;
    for (const half of ['a', 'b']) {
      last = add(`conv${unit}${half}`, 'conv2d', [last], { filters: 8, kernelSize: [3, 3] });
      last = add(`norm${unit}${half}`, 'batchNormalization', [last]);
      if (half === 'a') last = add(`relu${unit}`, 'relu', [last]);
    }
    last = add(`add${unit}`, 'add', [last, entry]);
  }
  last = add('flatten', 'flatten', [last]);
  last = add('dense', 'dense', [last], { units: 10 });
  add('output', 'output', [last]);
  return JSON.stringify({ format: 'netloom', version: 2, name: `${nodes.length} nodes`, nodes, edges });
}

/** The text of a file with `count` nodes of one type, one after the other. */
export function chainOf(count: number, type: string): string {
  const ids = Array.from({ length: count }, (_, at) => `node${at + 1}`);
  const nodes = ids.map(
    (id, at): Node => ({
      ...{ id, type },
      position: { x: Math.floor(at / COLUMN) * 360, y: (at % COLUMN) * 100 },
    }),
  );
  const edges = ids.slice(1).map((to, at) => ({ from: ids[at], to }));
  return JSON.stringify({ format: 'netloom', version: 2, name: `${count} nodes in a row`, nodes, edges });
}
