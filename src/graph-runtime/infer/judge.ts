import { type Expansion, expand } from '../blocks/expand';
import type { FlatNode } from '../blocks/flat-graph';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { NetloomDocument } from '../document/document';
import { isSameShape, type TensorType } from '../layers/tensor-type';
import type { NodeAnalysis } from './analysis';
import { analyzeNode, type NodeJudgement } from './analyze-node';
import { type ComputationOrder, orderNodes } from './order';
import { type IncomingWire, type WiredNode, Wiring } from './wiring';

/** What has been worked out about one node, with all it was worked out from. */
interface JudgedNode extends NodeJudgement {
  readonly node: FlatNode;
  readonly isBroken: boolean;
  /** The ports of its wires, as one text; '' for a layer with one input port, where they say nothing. */
  readonly ports: string;
}

/** A network judged node by node: the part of the analysis that is done again after every edit, as little of it as possible. */
export interface Judgement {
  readonly expansion: Expansion;
  readonly wiring: Wiring;
  readonly order: ComputationOrder;
  /** By the index of the flat node. */
  readonly judged: readonly JudgedNode[];
  /** What the layers said, in an order of computation. */
  readonly drafts: readonly (readonly [WiredNode, DiagnosticDraft])[];
}

/**
 * Expands and infers a document. A node is judged again only when it was changed, when a mistake at it appeared or went away, or
 * when the types that enter it are others than in `previous`.
 */
export function judge(document: NetloomDocument, previous?: Judgement): Judgement {
  const expansion = expand(document, previous?.expansion.graph);
  if (previous !== undefined && previous.expansion === expansion) return previous;
  const wiring = new Wiring(expansion.graph);
  const order = orderNodes(wiring.nodes);
  const judged: JudgedNode[] = new Array(wiring.nodes.length);
  const drafts: [WiredNode, DiagnosticDraft][] = [];
  const typeOf = ({ from, output }: IncomingWire) => judged[from.index]?.analysis.outputs?.[output] ?? null;
  for (const wired of order.ordered) {
    const isBroken = expansion.broken.has(wired.node.path);
    const result = judgeNode(wired, typeOf, isBroken, previous);
    judged[wired.index] = result;
    for (const draft of result.drafts) drafts.push([wired, draft]);
  }
  for (const wired of order.unordered) {
    judged[wired.index] = judgeNode(wired, () => null, expansion.broken.has(wired.node.path), previous);
  }
  return { expansion, wiring, order, judged, drafts };
}

/** The analyses by path, in document order. */
export function analysesOf({ judged }: Judgement): Map<string, NodeAnalysis> {
  const analyses = new Map<string, NodeAnalysis>();
  for (const { analysis } of judged) analyses.set(analysis.path, analysis);
  return analyses;
}

type TypeOf = (wire: IncomingWire) => TensorType | null;

function judgeNode(
  wired: WiredNode,
  typeOf: TypeOf,
  isBroken: boolean,
  previous: Judgement | undefined,
): JudgedNode {
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

/** The node of the same path before the edit; most often it stands where it stood. */
function findOld({ wiring, judged }: Judgement, { node, index }: WiredNode): JudgedNode | undefined {
  if (judged[index]?.node === node) return judged[index];
  const before = wiring.get(node.path);
  return before === undefined ? undefined : judged[before.index];
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
