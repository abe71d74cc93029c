import { blockTable, outputPortsOf } from '../../blocks/block-table';
import type { Diagnostic, DiagnosticDraft, Fix } from '../../diagnostics/diagnostic';
import { connectFix } from '../../diagnostics/fixes';
import { scopeContent } from '../../document/apply-edits';
import { nearestSource } from '../../document/nearest-source';
import { getLayer } from '../../layers/registry';
import type { WiredNode } from '../wiring';
import { fixesOf } from './layer-repair';
import type { RepairContext } from './repair-context';
import type { RepairTrials } from './trial';

/** What a layer's rules said, with the place where it stands and its repairs as edits. */
export function completeDiagnostic(
  context: RepairContext,
  trials: RepairTrials,
  wired: WiredNode,
  { repairs = [], ...draft }: DiagnosticDraft,
): Diagnostic {
  const { path, origin } = wired.node;
  const fixes: Fix[] = [];
  for (const repair of repairs) fixes.push(...fixesOf(context, wired, draft.code, repair));
  if (draft.code === 'unconnected-input') {
    const fix = connect(context, wired, draft.port ?? '');
    if (fix !== null) fixes.push(fix);
  }
  return {
    severity: 'error',
    path,
    ...draft,
    values: { node: origin.id, ...draft.values },
    fixes: fixes.filter(({ edits }) => trials.isMended(edits, draft.code, path)),
  };
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
