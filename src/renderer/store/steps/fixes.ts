import type { Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { findNode, wiresOf } from '../network';
import { nodeSize } from '../node-size';
import { isAutomatic, moveEdit, placeBetween } from './placing';
import type { Stage, Step } from './step';

/**
 * A repair as a step. Where the user has placed the nodes, an inserted node gets its place between its neighbours, and what is
 * behind it makes room; where the automatic layout is at work, that arranges everything.
 */
export function applyFix(stage: Stage, fix: Fix, text: string): Step {
  const label = { key: 'applyFix', values: { fix: text } } as const;
  const added = fix.edits.filter(
    (edit): edit is Extract<DocumentEdit, { kind: 'add-node' }> =>
      edit.kind === 'add-node' && edit.scope === stage.scope && edit.node.position === undefined,
  );
  if (isAutomatic(stage) || added.length === 0) return { label, edits: fix.edits };
  const repaired = applyEdits(stage.document, fix.edits);
  const places: DocumentEdit[] = [];
  for (const { node } of added) {
    const wires = wiresOf(repaired, stage.scope);
    const before = wires.find((wire) => wire.to.id === node.id);
    const behind = wires.find((wire) => wire.from.id === node.id);
    if (
      before === undefined ||
      behind === undefined ||
      findNode(repaired, stage.scope, node.id) === undefined
    )
      continue;
    const size = nodeSize(repaired, node);
    const place = placeBetween({ ...stage, document: repaired }, before.from.id, behind.to.id, size);
    if (place !== null) places.push(...place.edits, moveEdit(stage.scope, node.id, place.position));
  }
  return { label, edits: [...fix.edits, ...places], select: added.map(({ node }) => node.id) };
}
