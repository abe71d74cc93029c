import { type Expansion, expand } from '../blocks/expand';
import type { FlatNode } from '../blocks/flat-graph';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { NetloomDocument } from '../document/document';
import { isSameShape, type TensorType } from '../layers/tensor-type';
import type { NodeAnalysis } from './analysis';
import { analyzeNode, type NodeInference } from './analyze-node';
import { type ComputationOrder, orderNodes } from './order';
import { type IncomingWire, type WiredNode, Wiring } from './wiring';

/** What has been worked out about one node, with all it was worked out from. */
interface InferredNode extends NodeInference {
  readonly node: FlatNode;
  readonly isBroken: boolean;
  /** The ports of its wires, as one text; '' for a layer with one input port, where they say nothing. */
  readonly ports: string;
}

/** A network inferred node by node: the part of the analysis that is done again after every edit, as little of it as possible. */
export interface InferenceState {
  readonly expansion: Expansion;
  readonly wiring: Wiring;
  readonly order: ComputationOrder;
  /** By the index of the flat node. */
  readonly inferred: readonly InferredNode[];
  /** The analyses by path, in document order. */
  readonly analyses: ReadonlyMap<string, NodeAnalysis>;
  /** What the layers said, in an order of computation. */
  readonly drafts: readonly (readonly [WiredNode, DiagnosticDraft])[];
}

/**
 * Expands and infers a document. A node is inferred again only when it was changed, when a mistake at it appeared or went away, or
 * when the types that enter it are others than in `previous`.
 */
export function inferNetwork(document: NetloomDocument, previous?: InferenceState): InferenceState {
  const expansion = expand(document, previous?.expansion.graph);
  if (previous !== undefined && previous.expansion === expansion) return previous;
  const wiring = new Wiring(expansion.graph);
  const order = orderNodes(wiring.nodes);
  const inferred: InferredNode[] = new Array(wiring.nodes.length);
  const drafts: [WiredNode, DiagnosticDraft][] = [];
  const typeOf = ({ from, output }: IncomingWire) => inferred[from.index]?.analysis.outputs?.[output] ?? null;
  for (const wired of order.ordered) {
    const isBroken = expansion.broken.has(wired.node.path);
    const result = inferNode(wired, typeOf, isBroken, previous);
    inferred[wired.index] = result;
    for (const draft of result.drafts) drafts.push([wired, draft]);
  }
  for (const wired of order.unordered) {
    inferred[wired.index] = inferNode(wired, () => null, expansion.broken.has(wired.node.path), previous);
  }
  return { expansion, wiring, order, inferred, analyses: analysesOf(inferred, previous), drafts };
}

/** By path, in document order. Where the nodes are those of `previous`, its map is copied, which takes a fraction of making one. */
function analysesOf(
  inferred: readonly InferredNode[],
  previous: InferenceState | undefined,
): ReadonlyMap<string, NodeAnalysis> {
  const before = previous?.inferred ?? [];
  const isCopied =
    before.length === inferred.length &&
    inferred.every((one, at) => one === before[at] || one.analysis.path === before[at]?.analysis.path);
  if (!isCopied) return new Map(inferred.map(({ analysis }) => [analysis.path, analysis]));
  const analyses = new Map(previous?.analyses);
  inferred.forEach((one, at) => {
    if (one !== before[at]) analyses.set(one.analysis.path, one.analysis);
  });
  return analyses;
}

type TypeOf = (wire: IncomingWire) => TensorType | null;

function inferNode(
  wired: WiredNode,
  typeOf: TypeOf,
  isBroken: boolean,
  previous: InferenceState | undefined,
): InferredNode {
  const { node, incoming } = wired;
  const ports = portsOf(wired);
  const old = previous === undefined ? undefined : findOld(previous, wired);
  if (
    old !== undefined &&
    old.node === node &&
    old.isBroken === isBroken &&
    old.ports === ports &&
    haveSameTypes(incoming, typeOf, old.analysis.inputs)
  ) {
    return old;
  }
  return { ...analyzeNode(wired, incoming.map(typeOf), isBroken), node, isBroken, ports };
}

/** The node of the same path before the edit; most often it has kept its index. */
function findOld({ wiring, inferred }: InferenceState, { node, index }: WiredNode): InferredNode | undefined {
  if (inferred[index]?.node === node) return inferred[index];
  const before = wiring.get(node.path);
  return before === undefined ? undefined : inferred[before.index];
}

function portsOf({ layer, incoming }: WiredNode): string {
  if (layer !== undefined && layer.inputs.length <= 1) return '';
  return incoming.map(({ edge }) => edge.to.port).join(' ');
}

function haveSameTypes(
  incoming: readonly IncomingWire[],
  typeOf: TypeOf,
  types: readonly (TensorType | null)[],
): boolean {
  if (incoming.length !== types.length) return false;
  for (let index = 0; index < incoming.length; index += 1) {
    const wire = incoming[index];
    const now = wire === undefined ? null : typeOf(wire);
    const before = types[index] ?? null;
    if (now === before) continue;
    if (now === null || before === null || !isSameShape(now.shape, before.shape)) return false;
  }
  return true;
}
