import { blockTable, outputPortsOf } from '../../blocks/block-table';
import type { Diagnostic, DiagnosticDraft, Fix } from '../../diagnostics/diagnostic';
import { connectFix } from '../../diagnostics/fixes';
import { withUses } from '../../diagnostics/merge-uses';
import { scopeContent } from '../../document/apply-edits';
import { nearestSource } from '../../document/nearest-source';
import { getLayer } from '../../layers/registry';
import type { WiredNode } from '../wiring';
import { fixesOf } from './layer-repair';
import type { RepairContext } from './repair-context';
import type { RepairTrials } from './trial';

/**
 * What a layer's rules said, with the place where it stands and its repairs as edits. `paths` are all the places where the same
 * node of a block says it.
 */
export function completeDiagnostic(
  context: RepairContext,
  trials: RepairTrials,
  [wired, { repairs = [], ...draft }]: readonly [WiredNode, DiagnosticDraft],
  paths: readonly string[],
): Diagnostic {
  const { path, origin } = wired.node;
  const fixes: Fix[] = [];
  for (const repair of repairs) fixes.push(...fixesOf(context, wired, draft.code, repair));
  if (draft.code === 'unconnected-input') {
    const fix = connect(context, wired, draft.port ?? '');
    if (fix !== null) fixes.push(fix);
  }
  const working = fixes.filter(({ edits }) => trials.isFixed(edits, draft.code, path));
  const diagnostic: Diagnostic = {
    severity: 'error',
    path,
    origin,
    ...draft,
    values: { node: origin.id, ...draft.values },
    fixes: sortByReach(
      working,
      paths.length,
      (edits) => paths.filter((at) => trials.isFixed(edits, draft.code, at)).length,
    ),
  };
  return withUses(diagnostic, paths);
}

/**
 * Repairs that help more uses of the block come first; among equals the order stays. Where one helps all of them, none is offered
 * that only moves the mistake on to the next use.
 */
function sortByReach(
  fixes: readonly Fix[],
  count: number,
  reach: (edits: Fix['edits']) => number,
): readonly Fix[] {
  if (fixes.length < 2) return fixes;
  const reached = new Map(fixes.map((fix) => [fix, reach(fix.edits)]));
  const complete = fixes.filter((fix) => reached.get(fix) === count);
  if (complete.length > 0) return complete;
  return [...fixes].sort((a, b) => (reached.get(b) ?? 0) - (reached.get(a) ?? 0));
}

/** Wires an open port to the output that was most likely meant. */
function connect({ document }: RepairContext, { node, layer }: WiredNode, port: string): Fix | null {
  const { scope, id } = node.origin;
  const content = scopeContent(document, scope);
  if (content === undefined) return null;
  const blocks = blockTable(document);
  const from = nearestSource(content, id, ({ type }) => {
    return getLayer(type)?.outputs.map(({ name }) => name) ?? outputPortsOf(blocks, type);
  });
  if (from === null) return null;
  const to = (layer?.inputs.length ?? 0) > 1 ? `${id}:${port}` : id;
  return connectFix(scope, { from, to });
}
