import type { Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { Text } from '../../../graph-runtime/text/text';
import { flowOf } from '../document/flow';
import { findNode, wiresOf } from '../document/network';
import { closeGaps } from './place-collapsed';
import {
  boxesOf,
  freePlace,
  isAutomatic,
  moveEdit,
  placeAfter,
  placeBefore,
  placeBetween,
  sizeOf,
} from './placing';
import type { EditContext, UserEdit } from './user-edit';

/** The nodes of the open scope that a repair removes. */
function removedBy(context: EditContext, fix: Fix): ReadonlySet<string> {
  return new Set(
    fix.edits.flatMap((edit) =>
      edit.kind === 'remove-node' && edit.scope === context.scope ? [edit.id] : [],
    ),
  );
}

/**
 * A repair as a user edit. Where the user has placed the nodes, an inserted node gets its place between its neighbors (whatever
 * place the repair itself proposes: it knows nothing of the cards in between), and what is after it makes room; where the automatic layout is at work, that arranges everything.
 */
export function applyFix(context: EditContext, fix: Fix, text: string | Text): UserEdit {
  const label = { key: 'applyFix', values: { fix: text } } as const;
  const added = fix.edits.filter(
    (edit): edit is Extract<DocumentEdit, { kind: 'add-node' }> =>
      edit.kind === 'add-node' && edit.scope === context.scope,
  );
  if (isAutomatic(context)) return { label, edits: fix.edits };
  if (added.length === 0)
    return { label, edits: [...closeGaps(context, removedBy(context, fix)), ...fix.edits] };
  const repaired = applyEdits(context.document, fix.edits);
  const places: DocumentEdit[] = [];
  for (const { node } of added) {
    const wires = wiresOf(repaired, context.scope);
    const before = wires.find((wire) => wire.to.id === node.id);
    const next = wires.find((wire) => wire.from.id === node.id);
    const then = { ...context, document: repaired };
    const size = sizeOf(then, node);
    if (findNode(repaired, context.scope, node.id) === undefined) continue;
    if (before !== undefined && next !== undefined) {
      const place = placeBetween(then, before.from.id, next.to.id, size);
      if (place !== null) places.push(...place.edits, moveEdit(context.scope, node.id, place.position));
      continue;
    }
    const neighbor = boxesOf(context).get(before?.from.id ?? next?.to.id ?? '');
    if (neighbor === undefined) continue;
    const flow = flowOf(repaired, context.scope);
    const wanted = (before === undefined ? placeBefore : placeAfter)(neighbor, size, flow);
    places.push(moveEdit(context.scope, node.id, freePlace(wanted, size, boxesOf(context).values(), flow)));
  }
  return { label, edits: [...fix.edits, ...places], select: added.map(({ node }) => node.id) };
}
