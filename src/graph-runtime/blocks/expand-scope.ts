import type { Diagnostic } from '../diagnostics/diagnostic';
import { renameNodeFix } from '../diagnostics/fixes';
import type { BlockSpec, NodeSpec } from '../document/document';
import type { ScopeContent } from '../document/scope-draft';
import { expandUse } from './expand-use';
import { expansionDiagnostic } from './expansion-diagnostics';
import type { ExpressionScope } from './expression';
import { EMPTY_FRAGMENT } from './fragment';
import { type EnteringType, expandInOrder } from './known-types';
import { isSameLearning } from './learning';
import { isSamePortTypes } from './port-sizes';
import { isSameSharing } from './sharing';
import { type ExpansionContext, isSameReach, type ScopeExpansion, type ScopePlace, type Use } from './use';
import { wireScope } from './wire-scope';

/** Expands one copy of a block, or takes the previous expansion when nothing it depends on has changed. */
export function expandBlock(
  context: ExpansionContext,
  block: BlockSpec,
  place: ScopePlace,
  values: ExpressionScope,
  previous: ScopeExpansion | undefined,
): ScopeExpansion {
  const reached = place.scope === null ? null : context.blocks.reachedFrom(place.scope);
  const isSame =
    previous !== undefined &&
    context.canReuse &&
    previous.scope === place.scope &&
    previous.values === values &&
    isSameLearning(previous.learning, place.learning) &&
    isSameSharing(previous.sharing, place.sharing) &&
    isSamePortTypes(previous.inputTypes, place.inputTypes) &&
    isSameReach(previous.reached, reached);
  if (!isSame) return { ...expandScope(context, block, place, values, previous), reached };
  context.budget.take(previous.fragment.nodes.length, previous.fragment.steps);
  return previous;
}

/** Expands every node of a scope and wires them. */
export function expandScope(
  context: ExpansionContext,
  content: ScopeContent,
  place: ScopePlace,
  values: ExpressionScope,
  previous: ScopeExpansion | undefined,
): ScopeExpansion {
  const uses = new Map<string, Use>();
  // What the edges see of them: a node whose name is taken counts as broken until it has another.
  const usable = new Map<string, Use>();
  const ownPaths = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  // A previous expansion of another block says nothing about this one.
  const old = previous?.scope === place.scope ? previous.uses : undefined;
  const expandNode = (node: NodeSpec, entering?: readonly EnteringType[]) =>
    expandUse(context, { node, place, values, previous: old?.get(node.id), entering }, expandBlock);
  const typed = place.inputTypes === undefined ? null : expandInOrder(content, expandNode);
  for (const node of content.nodes) {
    if (context.budget.isSpent) break;
    if (uses.has(node.id)) {
      diagnostics.push(nameTaken('duplicate-id', node, node.id, place, content));
      // Nobody can say which of the two a wire means, so neither is inferred.
      const first = usable.get(node.id);
      if (first !== undefined && first.role !== 'broken') usable.set(node.id, unresolved(first));
      continue;
    }
    const use = typed?.get(node) ?? expandNode(node);
    const taken = use.ownPaths.find((path) => ownPaths.has(path));
    uses.set(node.id, use);
    usable.set(node.id, use);
    if (taken !== undefined) {
      usable.set(node.id, { ...unresolved(use), fragment: EMPTY_FRAGMENT });
      diagnostics.push(nameTaken('path-collision', node, ownPaths.get(taken) ?? '', place, content));
      continue;
    }
    for (const path of use.ownPaths) ownPaths.set(path, node.id);
  }
  // Past the limit there will be no graph; what has been collected is only a burden on the way back.
  const fragment = context.budget.isSpent
    ? EMPTY_FRAGMENT
    : wireScope(context, content, place, usable, diagnostics);
  const { scope, learning, sharing, inputTypes } = place;
  return { scope, values, learning, sharing, inputTypes, reached: null, uses, fragment };
}

/** A use of which only its flat nodes are left, and these are not inferred. */
function unresolved(use: Use): Use {
  const { nodes } = use.fragment;
  const fragment = { ...EMPTY_FRAGMENT, nodes, broken: nodes.map(({ path }) => path) };
  return { ...use, role: 'broken', fragment, entries: new Map() };
}

/** Two nodes of one id, or one whose numbered copies meet another's name: `conv` repeated twice and `conv1`. */
function nameTaken(
  code: 'duplicate-id' | 'path-collision',
  node: NodeSpec,
  other: string,
  { scope, prefix }: ScopePlace,
  content: ScopeContent,
): Diagnostic {
  const path = prefix + node.id;
  const fixes = [renameNodeFix(scope, node.id, freeId(content, node.id))];
  return expansionDiagnostic(code, { path, origin: { scope, id: node.id } }, { values: { other }, fixes });
}

/** An id like `id` that no node of the scope has. */
export function freeId(content: Pick<ScopeContent, 'nodes'>, id: string): string {
  const taken = new Set(content.nodes.map((node) => node.id));
  const base = id.slice(0, 56);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
