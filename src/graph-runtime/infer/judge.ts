import { type Expansion, expand } from '../blocks/expand';
import type { FlatNode } from '../blocks/flat-graph';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { NetloomDocument } from '../document/document';
import type { NodeAnalysis } from './analysis';
import { analyzeNode, type NodeJudgement } from './analyze-node';
import { type ComputationOrder, orderNodes } from './order';
import { isSameShape, type TensorType } from './tensor-type';
import { type WiredNode, Wiring } from './wiring';

/** What has been worked out about one node, with all it was worked out from. */
interface JudgedNode extends NodeJudgement {
  readonly node: FlatNode;
  readonly isBroken: boolean;
  /** The ports of its wires, as one text. */
  readonly ports: string;
}

/** A network judged node by node: the part of the analysis that is done again after every edit, as little of it as possible. */
export interface Judgement {
  readonly expansion: Expansion;
  readonly wiring: Wiring;
  readonly order: ComputationOrder;
  readonly judged: ReadonlyMap<string, JudgedNode>;
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
  const judged = new Map<string, JudgedNode>();
  for (const wired of order.ordered) {
    const inputs = wired.incoming.map(
      ({ from, output }) => judged.get(from.node.path)?.analysis.outputs?.[output] ?? null,
    );
    judged.set(wired.node.path, judgeNode(wired, inputs, expansion, previous));
  }
  for (const wired of order.unordered) {
    const inputs = wired.incoming.map(() => null);
    judged.set(wired.node.path, judgeNode(wired, inputs, expansion, previous));
  }
  return { expansion, wiring, order, judged };
}

function judgeNode(
  wired: WiredNode,
  inputs: readonly (TensorType | null)[],
  { broken }: Expansion,
  previous: Judgement | undefined,
): JudgedNode {
  const { node, incoming } = wired;
  const isBroken = broken.has(node.path);
  const ports = portsOf(incoming);
  const old = previous?.judged.get(node.path);
  if (
    old !== undefined &&
    old.node === node &&
    old.isBroken === isBroken &&
    old.ports === ports &&
    areSameTypes(old.analysis.inputs, inputs)
  ) {
    return old;
  }
  return { ...analyzeNode(wired, inputs, isBroken), node, isBroken, ports };
}

function portsOf(incoming: WiredNode['incoming']): string {
  const [first] = incoming;
  if (incoming.length === 1 && first !== undefined) return first.edge.to.port;
  return incoming.map(({ edge }) => edge.to.port).join(' ');
}

function areSameTypes(a: readonly (TensorType | null)[], b: readonly (TensorType | null)[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((type, index) => {
    const other = b[index] ?? null;
    if (type === other) return true;
    return type !== null && other !== null && isSameShape(type.shape, other.shape);
  });
}

/** The analyses alone, by path. */
export function analysesOf({ judged }: Judgement): Map<string, NodeAnalysis> {
  const analyses = new Map<string, NodeAnalysis>();
  for (const [path, { analysis }] of judged) analyses.set(path, analysis);
  return analyses;
}

/** What the layers said, in an order of computation. */
export function* draftsOf(judgement: Judgement): Generator<[WiredNode, DiagnosticDraft]> {
  for (const wired of judgement.order.ordered) {
    for (const draft of judgement.judged.get(wired.node.path)?.drafts ?? []) yield [wired, draft];
  }
}
