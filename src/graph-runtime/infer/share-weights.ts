import type { FlatGroup, Origin } from '../blocks/flat-graph';
import { oncePer } from '../collections/once-per';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { mergeUses } from '../diagnostics/merge-uses';
import { scopeContent } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { NodeAnalysis } from './analysis';
import type { InferenceState } from './infer-network';
import type { WiredNode } from './wiring';

/** The analyses of a network in which weights are shared, and what is wrong with how they are. */
interface SharedWeights {
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives nodes that share weights those of their owners: such a node has no weights of its own, and its parameters count once, at the owner. Of
 * owners that share themselves, the last one counts.
 */
export function shareWeights(
  document: NetloomDocument,
  inference: Pick<InferenceState, 'expansion' | 'wiring'>,
  nodes: ReadonlyMap<string, NodeAnalysis>,
): SharedWeights {
  const { wiring } = inference;
  const { sharing } = wiring;
  if (sharing.length === 0) return { nodes, diagnostics: [] };
  const byPath = new Map(wiring.nodes.map((wired) => [wired.node.path, wired]));
  const shared = new Map(nodes);
  // A block that shares is said once, whatever is inside.
  const mistakes = new Map<string, Diagnostic>();
  for (const wired of sharing) {
    const owner = lastOwner(wired, byPath);
    const own = nodes.get(wired.node.path);
    if (own === undefined) continue;
    const mistake = owner === null ? CIRCULAR : mistakeOf(wired, own, byPath.get(owner), nodes.get(owner));
    if (mistake !== null) {
      const declaration = declarationOf(inference, document, wired);
      mistakes.set(`${mistake.code} ${declaration.path}`, diagnosticOf(mistake, declaration));
    } else if (owner !== null && own.weights.length > 0) {
      shared.set(wired.node.path, withoutWeights(own)(owner));
    }
  }
  return { nodes: shared, diagnostics: mergeUses([...mistakes.values()]) };
}

/** Null where they share in a circle. */
function lastOwner({ node }: WiredNode, byPath: ReadonlyMap<string, WiredNode>): string | null {
  const seen = new Set<string>();
  let { path } = node;
  for (let next = node.sharesWith; next !== undefined; next = byPath.get(path)?.node.sharesWith) {
    if (seen.has(next)) return null;
    seen.add(next);
    path = next;
  }
  return path;
}

const MISSING = { code: 'shared-weights-missing' } as const;
const CIRCULAR = { code: 'shared-weights-circular' } as const;
const DIFFERENT = { code: 'shared-weights-differ' } as const;
type Mistake = typeof MISSING | typeof CIRCULAR | typeof DIFFERENT;

/** What keeps a node from using the weights of another; null: nothing, or what is reported elsewhere. */
function mistakeOf(
  { node }: WiredNode,
  own: NodeAnalysis,
  owner: WiredNode | undefined,
  known: NodeAnalysis | undefined,
): Mistake | null {
  if (owner === undefined || known === undefined) return MISSING;
  if (owner.node.type !== node.type) return DIFFERENT;
  // The mistake of what has no shapes yet is reported there.
  if (own.outputs === null || known.outputs === null) return null;
  return shapesOf(own) === shapesOf(known) ? null : DIFFERENT;
}

function shapesOf({ weights }: NodeAnalysis): string {
  return weights.map(({ name, shape }) => `${name} ${shape.join(' × ')}`).join(', ');
}

/** The node of the document that says whose weights are used: the layer itself, or the innermost block around it that does. */
interface Declaration {
  readonly path: string;
  readonly origin: Origin;
  readonly other: string;
}

function declarationOf(
  { expansion: { graph } }: Pick<InferenceState, 'expansion'>,
  document: NetloomDocument,
  { node: { path, origin, sharesWith = '' } }: WiredNode,
): Declaration {
  const own = scopeContent(document, origin.scope)?.nodes.find(({ id }) => id === origin.id);
  if (own?.sharesWith !== undefined) return { path, origin, other: own.sharesWith };
  const around = graph.groups.filter(
    (group) => group.node.sharesWith !== undefined && path.startsWith(`${group.path}/`),
  );
  const innermost = around.reduce<FlatGroup | undefined>(
    (found, group) => (found === undefined || group.path.length > found.path.length ? group : found),
    undefined,
  );
  if (innermost === undefined) return { path, origin, other: sharesWith };
  return { path: innermost.path, origin: innermost.origin, other: innermost.node.sharesWith ?? '' };
}

function diagnosticOf({ code }: Mistake, { path, origin, other }: Declaration): Diagnostic {
  const fix: Fix = {
    code: 'own-weights',
    values: { node: origin.id },
    edits: [{ kind: 'update-node', scope: origin.scope, id: origin.id, changes: { sharesWith: undefined } }],
  };
  return { code, severity: 'error', path, origin, values: { node: origin.id, other }, fixes: [fix] };
}

/** The same object for the same owner, so that what shows it is not drawn again. */
const withoutWeights = oncePer((analysis: NodeAnalysis) => {
  const { trainableParameters: _t, frozenParameters: _f, otherParameters: _o, ...rest } = analysis.cost;
  const cost = { ...rest, trainableParameters: 0, frozenParameters: 0, otherParameters: 0 };
  const known = new Map<string, NodeAnalysis>();
  return (sharesWith: string): NodeAnalysis => {
    const shared = known.get(sharesWith) ?? { ...analysis, weights: [], cost, sharesWith };
    known.set(sharesWith, shared);
    return shared;
  };
});
