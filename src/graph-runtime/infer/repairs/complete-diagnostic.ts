import { blockTable, outputPortsOf } from '../../blocks/block-table';
import type { Diagnostic, DiagnosticDraft, Fix } from '../../diagnostics/diagnostic';
import { connectFix, removeNodeFix } from '../../diagnostics/fixes';
import { withUses } from '../../diagnostics/merge-uses';
import { scopeContent } from '../../document/apply-edits';
import { nearestSource } from '../../document/nearest-source';
import { joinPath, parentPath } from '../../document/node-path';
import { getLayer } from '../../layers/registry';
import type { WiredNode } from '../wiring';
import { connectThrough } from './connect-through';
import { fixesOf } from './layer-repair';
import type { RepairContext } from './repair-context';
import { secondInputFixes } from './single-input';
import type { RepairTrials } from './trial';

/**
 * What a layer's rules said, with the place where it is and its repairs as edits. `paths` are all the places where the same
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
  if (draft.code === 'two-inputs-expected' && wired.incoming.length === 1)
    fixes.push(...secondInputFixes(context, wired));
  if (draft.code === 'unconnected-input' || draft.code === 'unconnected-port') {
    const fix = connect(context, wired, draft.port ?? '') ?? connectThroughOpen(context, wired);
    if (fix !== null) fixes.push(fix);
    if (hasOtherOutput(context, wired)) fixes.push(removeNodeFix(origin.scope, origin.id));
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

/** Wires an open port to the output that was most likely meant, of those that the layer takes. */
function connect(context: RepairContext, wired: WiredNode, port: string): Fix | null {
  const { document } = context;
  const { scope, id } = wired.node.origin;
  const content = scopeContent(document, scope);
  // What an output gives is already given where there is another one.
  if (content === undefined || hasOtherOutput(context, wired)) return null;
  const blocks = blockTable(document);
  const from = nearestSource(content, id, (source) => {
    if (!takes(context, wired, source.id)) return [];
    return getLayer(source.type)?.outputs.map(({ name }) => name) ?? outputPortsOf(blocks, source.type);
  });
  if (from === null) return null;
  const to = (wired.layer?.inputs.length ?? 0) > 1 ? `${id}:${port}` : id;
  return connectFix(scope, { from, to });
}

/** What an output gives is already given where there is another one. */
function connectThroughOpen(context: RepairContext, wired: WiredNode): Fix | null {
  return hasOtherOutput(context, wired) ? null : connectThrough(context, wired);
}

/** True for an output of a network that has another one, with something wired to it. */
function hasOtherOutput({ wiring }: RepairContext, { node, layer }: WiredNode): boolean {
  if (layer?.loss === undefined) return false;
  return wiring.nodes.some(
    (other) => other.layer?.loss !== undefined && other.incoming.length > 0 && other.node !== node,
  );
}

/**
 * Whether a layer takes what another node of its scope gives. Where that is not known yet, or another input is open, too, there is
 * nothing to be said against it.
 */
function takes({ nodes }: RepairContext, { node, layer }: WiredNode, source: string): boolean {
  const type = nodes.get(joinPath(parentPath(node.path), source))?.outputs?.[0];
  if (type === undefined || layer?.inputs.length !== 1) return true;
  return layer.infer(node.parameters, [type]).ok;
}
