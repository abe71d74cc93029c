import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { changedLocks, hasLocks, type LockedNode } from '../../../graph-runtime/document/locks';
import { DOCUMENT_LIMITS } from '../../../graph-runtime/document/document';
import { currentLanguage, i18n } from '../../messages/i18n';
import { formatWhole } from '../../ui/format-number';
import { useToasts } from '../../ui/Toaster';
import { analysisOf } from '../document/analysis';
import { type Selection, useDocument } from '../document/document';
import { findNode, type Wire, wiresOf } from '../document/network';
import { noteKey, notesOf } from '../document/notes';
import { isOverfull } from '../document/scope-limits';
import type { EditContext, UserEdit } from '../edits/user-edit';
import { scopeLayout, useLayouts } from '../layout/layouts';
import { nodeTitle } from './describe-node';
import { existingLocation, scopeAt } from './location';
import { useView } from './view';

/** What gestures start from, read from the stores at the moment of the gesture. */

/** The location that is open and still there. */
export function openLocation(): string {
  return existingLocation(analysisOf(useDocument.getState().document), useView.getState().location);
}

export function currentEditContext(): EditContext {
  const { document, generation } = useDocument.getState();
  const scope = scopeAt(analysisOf(document), openLocation());
  const { positions } = scopeLayout(useLayouts.getState().layouts, generation, document, scope);
  return { document, scope, positions };
}

/** The selected wires of the open scope. */
export function selectedWires(context: EditContext = currentEditContext()): Wire[] {
  const { selectedEdges } = useView.getState();
  if (selectedEdges.size === 0) return [];
  return wiresOf(context.document, context.scope).filter((wire) => selectedEdges.has(wire.key));
}

/**
 * Carries a user edit out: one entry in the history, and the selection that belongs to it. One that would make the scope larger than a file
 * may hold is refused as a whole.
 */
export function performEdit(userEdit: UserEdit, gesture?: string): void {
  if (isOverfull(useDocument.getState().document, userEdit.edits)) {
    const limit = (count: number) => formatWhole(count, currentLanguage());
    const text = () =>
      i18n.t('canvas:tooLarge', {
        nodes: limit(DOCUMENT_LIMITS.nodesPerScope),
        wires: limit(DOCUMENT_LIMITS.edgesPerScope),
      });
    useToasts.getState().show({ tone: 'warning', text });
    return;
  }
  const { document } = useDocument.getState();
  const locked = hasLocks(document) ? changedLocks(document, applyEdits(document, userEdit.edits)) : [];
  if (locked.length > 0) {
    refuseLocked(locked);
    return;
  }
  const before = currentSelection();
  const after =
    userEdit.select === undefined ? before : { ...before, nodes: new Set(userEdit.select), edges: NONE };
  const options = { selected: { before, after }, ...(gesture === undefined ? {} : { gesture }) };
  useDocument.getState().perform(userEdit.label, userEdit.edits, options);
  if (userEdit.select !== undefined) useView.getState().select(userEdit.select);
}

/** Says what an edit would have changed although it is locked, and unlocks it on demand. */
function refuseLocked(locked: readonly LockedNode[]): void {
  const { document } = useDocument.getState();
  const [first] = locked;
  const node = first && findNode(document, first.scope, first.id);
  const unlock = () =>
    performEdit({
      label: { key: 'unlock', values: { count: locked.length } },
      edits: locked.map(({ scope, id }) => ({
        ...{ kind: 'update-node', scope, id },
        changes: { locked: undefined },
      })),
    });
  useToasts.getState().show({
    tone: 'warning',
    text: () => {
      const name = node === undefined ? '' : nodeTitle(document, node, currentLanguage());
      if (locked.length === 1) return i18n.t('canvas:lockedEdit', { name });
      return i18n.t('canvas:lockedEdits', { name, count: locked.length - 1 });
    },
    action: { label: () => i18n.t('canvas:unlock'), onSelect: unlock },
  });
}

const NONE: ReadonlySet<string> = new Set();

function currentSelection(): Selection {
  const { selectedNodes, selectedEdges } = useView.getState();
  return { location: openLocation(), nodes: selectedNodes, edges: selectedEdges };
}

/** Undoes the last edit, and selects again what was selected before it. */
export function undoEdit(): void {
  const { past, undo } = useDocument.getState();
  undo();
  selectAgain(past[past.length - 1]?.selected?.before ?? null);
}

/** Redoes what was undone last, and selects what was selected after it. */
export function redoEdit(): void {
  const { future, redo } = useDocument.getState();
  redo();
  selectAgain(future[0]?.selected?.after ?? null);
}

/** Selects what was selected; whoever has gone to another place of the network stays there, with what is still selected there. */
function selectAgain(selection: Selection | null): void {
  const { document } = useDocument.getState();
  const location = openLocation();
  const scope = scopeAt(analysisOf(document), location);
  const wanted = selection?.location === location ? selection : currentSelection();
  const wires = new Set(wiresOf(document, scope).map(({ key }) => key));
  const notes = new Set(notesOf(document, scope).map(({ id }) => noteKey(id)));
  const isThere = (id: string) => notes.has(id) || findNode(document, scope, id) !== undefined;
  useView.getState().select(
    [...wanted.nodes].filter(isThere),
    [...wanted.edges].filter((key) => wires.has(key)),
  );
}
