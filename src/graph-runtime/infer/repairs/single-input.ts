import type { Diagnostic, Fix } from '../../diagnostics/diagnostic';
import { connectFix, removeLayerFix } from '../../diagnostics/fixes';
import { mergeUses } from '../../diagnostics/merge-uses';
import { scopeContent } from '../../document/apply-edits';
import { parseEndpoint } from '../../document/endpoint';
import { parentPath } from '../../document/node-path';
import { isSameShape, type TensorType } from '../../layers/tensor-type';
import type { IncomingWire, WiredNode } from '../wiring';
import { placeOfEdge, type RepairContext } from './repair-context';

/** Further back than this nobody looks for a shortcut. */
const MOST_NODES = 200;

/**
 * Layers that join inputs and have got only one: what comes in goes out. Where the others are muted that is what was wanted, so the
 * wires of the document count.
 */
export function diagnoseSingleInputs(context: RepairContext): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const wired of context.wiring.nodes) {
    const { node, layer, incoming } = wired;
    const [wire] = incoming;
    if (incoming.length !== 1 || wire === undefined) continue;
    // Attention of a sequence to itself and a placeholder take one or several.
    if (layer?.category !== 'merge' || layer.inputs[0]?.isVariadic !== true) continue;
    const { scope, id } = node.origin;
    const { nodes = [], edges = [] } = scopeContent(context.document, scope) ?? {};
    // The merge of copies that stand side by side, of which there may be one, is no node of the document.
    if (nodes.find((own) => own.id === id)?.type !== node.type) continue;
    if (edges.filter(({ to }) => parseEndpoint(to).id === id).length !== 1) continue;
    // What needs two inputs says so itself.
    const own = typeOf(context, wire);
    if (own !== null && !layer.infer(node.parameters, [own]).ok) continue;
    const fixes = secondInputFixes(context, wired);
    diagnostics.push({
      code: 'single-input',
      severity: 'warning',
      path: node.path,
      origin: node.origin,
      values: { node: id },
      fixes,
    });
  }
  return mergeUses(diagnostics);
}

/** A second input for a layer that has one, or the layer is removed. */
export function secondInputFixes(context: RepairContext, wired: WiredNode): readonly Fix[] {
  const [wire] = wired.incoming;
  if (wire === undefined) return [];
  const loose = looseFixes(context, wired, wire);
  return [
    ...(loose.length > 0 ? loose : shortcutFixes(context, wired, wire)),
    ...bridgeFixes(context, wired),
  ];
}

/** Wires the merge to a branch beside it that ends nowhere yet, as somebody has it who draws one branch after the other. */
function looseFixes({ wiring, nodes }: RepairContext, wired: WiredNode, wire: IncomingWire): Fix[] {
  const own = nodes.get(wire.from.node.path)?.outputs?.[wire.output] ?? null;
  const { layer, node } = wired;
  if (own === null || layer === undefined) return [];
  const { scope, id } = node.origin;
  const loose = wiring.nodes.find((other) => {
    const type = nodes.get(other.node.path)?.outputs?.[0];
    const isHere = other.node.origin.scope === scope && parentPath(other.node.path) === parentPath(node.path);
    const isOpen = other.outgoing.length === 0 && other.layer?.outputs.length === 1;
    if (!isHere || !isOpen || other === wired || type === undefined) return false;
    return isSameShape(type.shape, own.shape) && layer.infer(node.parameters, [own, type]).ok;
  });
  return loose === undefined ? [] : [connectFix(scope, { from: loose.node.origin.id, to: id })];
}

/** An output upstream that could be the second input. */
interface Candidate {
  readonly from: string;
  readonly wire: IncomingWire;
  readonly type: TensorType;
  /** Layers with products on the way from there. */
  readonly weighted: number;
}

/** Wires the merge to where the block of layers before it begins, as a residual network has it. */
function shortcutFixes(context: RepairContext, wired: WiredNode, wire: IncomingWire): Fix[] {
  const own = typeOf(context, wire);
  if (own === null || wired.layer === undefined) return [];
  const { scope, id } = wired.node.origin;
  const { layer, node } = wired;
  const fitting = candidates(context, wired, wire).filter(
    ({ type }) => layer.infer(node.parameters, [own, type]).ok,
  );
  const [best] = fitting.sort((a, b) => rank(a, own) - rank(b, own));
  return best === undefined ? [] : [connectFix(scope, { from: best.from, to: id })];
}

/** Smaller is better: the same shape, where a unit of layers ends, with two convolutions on the way. */
function rank({ wire, type, weighted }: Candidate, own: TensorType): number {
  const category = wire.from.layer?.category;
  const isInside = category === 'convolution' || category === 'normalization' || category === 'dense';
  return (isSameShape(type.shape, own.shape) ? 0 : 100) + (isInside ? 10 : 0) + Math.max(0, 2 - weighted);
}

/** The outputs upstream that the merge's scope can wire to it, the nearest first. */
function candidates(
  context: RepairContext,
  { node: { origin } }: WiredNode,
  last: IncomingWire,
): Candidate[] {
  const found = new Map<string, Candidate>();
  const seen = new Set<WiredNode>([last.from]);
  const open: { readonly node: WiredNode; readonly weighted: number }[] = [{ node: last.from, weighted: 0 }];
  for (let at = 0; at < open.length && at < MOST_NODES; at += 1) {
    const entry = open[at];
    if (entry === undefined) break;
    const cost = context.nodes.get(entry.node.node.path)?.cost.multiplyAccumulates ?? 0;
    const weighted = entry.weighted + (cost > 0 ? 1 : 0);
    for (const wire of entry.node.incoming) {
      const { scope, edge } = wire.edge.origin;
      const type = typeOf(context, wire);
      const isHere = scope === origin.scope && placeOfEdge(context, wire.edge.origin) !== -1;
      if (isHere && type !== null && edge.from !== last.edge.origin.edge.from && !found.has(edge.from))
        found.set(edge.from, { from: edge.from, wire, type, weighted });
      if (seen.has(wire.from)) continue;
      seen.add(wire.from);
      open.push({ node: wire.from, weighted });
    }
  }
  return [...found.values()];
}

function typeOf({ nodes }: RepairContext, { from, output }: IncomingWire): TensorType | null {
  return nodes.get(from.node.path)?.outputs?.[output] ?? null;
}

/** Takes the layer away, and leads its wire on to what it fed. */
function bridgeFixes({ document }: RepairContext, { node }: WiredNode): Fix[] {
  const { scope, id } = node.origin;
  const edges = scopeContent(document, scope)?.edges ?? [];
  const isAt = (end: string) => parseEndpoint(end).id === id;
  const entering = edges.find(({ to }) => isAt(to));
  if (entering === undefined) return [];
  const staying = (at: number) =>
    edges.slice(0, at).filter(({ from, to }) => !isAt(from) && !isAt(to)).length;
  const bridges = edges.flatMap((edge, at) =>
    isAt(edge.from) ? [{ edge: { ...edge, from: entering.from }, index: staying(at) }] : [],
  );
  return [
    removeLayerFix(
      scope,
      id,
      bridges.map(({ edge, index }, added) => ({ edge, index: index + added })),
    ),
  ];
}
