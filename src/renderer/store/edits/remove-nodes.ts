import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { type PortPlace, type Wire, wiresOf } from '../document/network';
import { closeGaps } from './place-collapsed';
import { fixPositions, isAutomatic } from './placing';
import type { EditContext, UserEdit } from './user-edit';
import { connectEdits } from './wires';

/** Removes nodes, wires and notes. */
export function deleteElements(
  context: EditContext,
  nodes: ReadonlySet<string>,
  wires: readonly Wire[],
  notes: readonly string[] = [],
): UserEdit {
  // From the back, so that the places of the others hold.
  const cut = wires
    .filter((wire) => !nodes.has(wire.from.id) && !nodes.has(wire.to.id))
    .sort((a, b) => b.index - a.index)
    .map(
      (wire): DocumentEdit => ({
        kind: 'remove-edge',
        scope: context.scope,
        edge: wire.edge,
        index: wire.index,
      }),
    );
  const removed = [...nodes].map((id): DocumentEdit => ({ kind: 'remove-node', scope: context.scope, id }));
  const dropped = notes.map((id): DocumentEdit => ({ kind: 'set-note', id, note: undefined }));
  const count = removed.length + cut.length + dropped.length;
  return {
    label:
      nodes.size === 0 && notes.length === 0
        ? { key: 'disconnect' }
        : { key: 'deleteNodes', values: { count } },
    edits: [...fixPositions(context, nodes), ...cut, ...removed, ...dropped, ...forgetAbout(context, nodes)],
    select: [],
  };
}

/** A network of which nothing is left is no longer the one whose paper and idea the document holds. */
function forgetAbout({ document, scope }: EditContext, removed: ReadonlySet<string>): DocumentEdit[] {
  const isEmptied = scope === null && removed.size > 0 && document.nodes.every(({ id }) => removed.has(id));
  return isEmptied && document.about !== undefined ? [{ kind: 'set-about', about: undefined }] : [];
}

/**
 * Removes nodes and connects what was before them with what was after them, where a node has one of each. What comes after moves up, or the
 * automatic layout arranges everything: the gap on the canvas is closed, too.
 */
export function dissolveNodes(context: EditContext, nodes: ReadonlySet<string>): UserEdit {
  const places = isAutomatic(context) ? [] : [...fixPositions(context, nodes), ...closeGaps(context, nodes)];
  const wires = wiresOf(context.document, context.scope);
  const sourceOf = (id: string, seen: ReadonlySet<string>): PortPlace | null => {
    const entering = wires.filter((wire) => wire.to.id === id);
    const [only] = entering;
    if (entering.length !== 1 || only === undefined || seen.has(only.from.id)) return null;
    return nodes.has(only.from.id) ? sourceOf(only.from.id, new Set([...seen, id])) : only.from;
  };
  const removed = [...nodes].map((id): DocumentEdit => ({ kind: 'remove-node', scope: context.scope, id }));
  const bridges: DocumentEdit[] = [];
  for (const wire of wires) {
    if (!nodes.has(wire.from.id) || nodes.has(wire.to.id)) continue;
    const source = sourceOf(wire.from.id, new Set());
    if (source !== null) bridges.push(...bridgeEdits(context, source, wire));
  }
  return {
    label: { key: 'deleteNodes', values: { count: nodes.size } },
    edits: [...places, ...removed, ...bridges, ...forgetAbout(context, nodes)],
    select: [],
  };
}

function bridgeEdits(context: EditContext, source: PortPlace, wire: Wire): DocumentEdit[] {
  // The port the wire entered is free now: its node has just been removed.
  const free = wiresOf(context.document, context.scope).filter((other) => other.key !== wire.key);
  return connectEdits(context, source, wire.to, free);
}
