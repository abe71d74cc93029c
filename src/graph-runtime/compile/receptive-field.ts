import type { FlatNode } from '../blocks/flat-graph';
import type { NetworkAnalysis } from '../infer/analysis';
import type { Reach } from '../layers/reach';
import { getLayer } from '../layers/registry';
import type { TensorType } from '../layers/tensor-type';

/** The places of a node's output that matter: 1, in reading order; a vector has one place. */
interface Marked {
  readonly height: number;
  readonly width: number;
  readonly places: Uint8Array;
}

/**
 * The theoretical receptive field: every place of the input that one place of a node's output can depend on, through all branches,
 * whatever the weights are. Exact also where dilation leaves gaps.
 *
 * @returns 1 for each place that counts, in reading order over the input's rows and columns; null when the node does not depend on it
 */
export function receptiveField(
  analysis: NetworkAnalysis,
  inputPath: string,
  path: string,
  place: { readonly row: number; readonly column: number },
): Uint8Array | null {
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.path, node]));
  const marked = new Map<string, Marked>();
  const target = emptyFor(analysis, path);
  target.places[place.row * target.width + place.column] = 1;
  marked.set(path, target);
  // Every node is after what it reads.
  for (const current of [...analysis.order].reverse()) {
    const node = nodes.get(current);
    const own = marked.get(current);
    if (node === undefined || own === undefined || current === inputPath) continue;
    for (const { from, to } of analysis.graph.edges) {
      if (to.path !== current) continue;
      const source = marked.get(from.path) ?? emptyFor(analysis, from.path);
      marked.set(from.path, source);
      markSource(own, source, reachOf(analysis, node, to.port));
    }
  }
  return marked.get(inputPath)?.places ?? null;
}

/** Null: everything may depend on everything. */
function reachOf(analysis: NetworkAnalysis, node: FlatNode, port: string): Reach | null {
  const layer = getLayer(node.type);
  const known = analysis.nodes.get(node.path)?.inputs ?? [];
  const inputs = known.filter((type): type is TensorType => type !== null);
  if (layer?.computation !== undefined) return layer.computation(node.parameters, inputs).taps;
  return layer?.reach?.(node.parameters, inputs, port) ?? null;
}

function emptyFor(analysis: NetworkAnalysis, path: string): Marked {
  const shape = analysis.nodes.get(path)?.outputs?.[0]?.shape ?? [];
  const [height = 1, width = 1] = shape.length === 3 ? shape : [1, 1];
  return { height, width, places: new Uint8Array(height * width) };
}

function markSource(own: Marked, source: Marked, reach: Reach | null): void {
  if (!own.places.includes(1)) return;
  const isSameSize = own.height === source.height && own.width === source.width;
  if (reach === null || (reach === 'same' && !isSameSize)) {
    source.places.fill(1);
    return;
  }
  if (reach === 'same') {
    own.places.forEach((value, at) => {
      if (value === 1) source.places[at] = 1;
    });
    return;
  }
  markWindow(own, source, reach);
}

/** First along the columns, then along the rows: a window has far more places than rows and columns. */
function markWindow(own: Marked, source: Marked, reach: Exclude<Reach, 'same'>): void {
  const between = new Uint8Array(own.height * source.width);
  const columnsOf = Array.from({ length: own.width }, (_, column) => reach.columns(column));
  own.places.forEach((value, at) => {
    if (value === 0) return;
    const row = Math.floor(at / own.width);
    for (const column of columnsOf[at % own.width] ?? []) {
      if (column !== null) between[row * source.width + column] = 1;
    }
  });
  for (let row = 0; row < own.height; row += 1) {
    const line = between.subarray(row * source.width, (row + 1) * source.width);
    if (!line.includes(1)) continue;
    for (const target of reach.rows(row)) {
      if (target === null) continue;
      line.forEach((value, column) => {
        if (value === 1) source.places[target * source.width + column] = 1;
      });
    }
  }
}
