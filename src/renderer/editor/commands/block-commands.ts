import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { Position } from '../../../graph-runtime/document/document';
import { i18n } from '../../messages/i18n';
import { useDocument } from '../../store/document/document';
import { findNode, nodesOf } from '../../store/document/network';
import { expandAll } from '../../store/edits/expand-all';
import { expandBlock } from '../../store/edits/expand-block';
import { blockRefusal, freshBlockName, makeBlock, makeUnique } from '../../store/edits/make-block';
import { placeExpanded } from '../../store/edits/place-expanded';
import { isAutomatic, moveEdit } from '../../store/edits/placing';
import type { EditContext, UserEdit } from '../../store/edits/user-edit';
import { computeLayout } from '../../store/layout/layout-engine';
import { createLayoutRequest } from '../../store/layout/layout-request';
import { importToLibrary, saveToLibrary } from '../../store/view/block-library';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useToasts } from '../../ui/Toaster';
import type { Command } from './command';
import { hasNodes, selectedNodeIds } from './edit-commands';

function collapse(): void {
  const context = currentEditContext();
  const ids = selectedNodeIds();
  const refusal = blockRefusal(context, ids);
  const userEdit = refusal === null ? makeBlock(context, ids, freshBlockName(context, ids)) : null;
  if (userEdit !== null) performEdit(userEdit);
  else if (refusal !== null)
    useToasts.getState().show({ tone: 'warning', text: () => i18n.t(`canvas:blockRefusal.${refusal}`) });
}

/** The one selected node, when it is a block. */
function selectedBlock(): string | null {
  const ids = selectedNodeIds();
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return null;
  const { document, scope } = currentEditContext();
  const node = findNode(document, scope, only);
  return node === undefined || blockName(node.type) === null ? null : only;
}

export const isBlockSelected = () => selectedBlock() !== null;

async function expandSelected(): Promise<void> {
  const id = selectedBlock();
  const context = currentEditContext();
  const userEdit = id === null ? null : expandBlock(context, id);
  if (id === null || userEdit === null)
    useToasts.getState().show({ tone: 'warning', text: () => i18n.t('canvas:cannotExpand') });
  else await performExpansion(context, userEdit, (content) => placeExpanded(context, id, userEdit, content));
}

/**
 * Where the user has arranged the nodes, the content needs places before it is shown. One entry of the history, the places
 * included.
 */
async function performExpansion(
  context: EditContext,
  userEdit: UserEdit,
  place: (content: ReadonlyMap<string, Position>) => UserEdit,
): Promise<void> {
  if (isAutomatic(context)) {
    performEdit(userEdit);
    return;
  }
  const after = applyEdits(context.document, userEdit.edits);
  const before = new Set(nodesOf(context.document, context.scope).map((node) => node.id));
  const added = nodesOf(after, context.scope).flatMap((node) => (before.has(node.id) ? [] : [node.id]));
  const { positions } = await computeLayout(createLayoutRequest(after, context.scope, new Set(added)));
  // Another edit may have come meanwhile: its author sees that nothing was expanded, and expands again.
  if (useDocument.getState().document === context.document) performEdit(place(positions));
}

function separate(): void {
  const id = selectedBlock();
  const userEdit = id === null ? null : makeUnique(currentEditContext(), id);
  if (userEdit !== null) performEdit(userEdit);
}

/** Hardly anything stays where it was: the whole scope is laid out. */
async function expandEverything(): Promise<void> {
  const context = currentEditContext();
  const userEdit = expandAll(context);
  if (userEdit === null) return;
  if (isAutomatic(context)) {
    performEdit(userEdit);
    return;
  }
  const after = applyEdits(context.document, userEdit.edits);
  const { positions } = await computeLayout(createLayoutRequest(after, context.scope));
  if (useDocument.getState().document !== context.document) return;
  const moves = [...positions].map(([id, position]) => moveEdit(context.scope, id, position));
  performEdit({ ...userEdit, edits: [...userEdit.edits, ...moves] });
}

function keepSelected(): void {
  const id = selectedBlock();
  const { document, scope } = currentEditContext();
  const node = id === null ? undefined : findNode(document, scope, id);
  const name = node === undefined ? null : blockName(node.type);
  if (node === undefined || name === null) return;
  void saveToLibrary(node.type, document.blocks[name]?.name ?? name);
}

export const blockCommands: readonly Command[] = [
  { id: 'makeBlock', group: 'block', keys: ['Mod+G'], isEnabled: hasNodes, run: collapse },
  {
    id: 'expandBlock',
    group: 'block',
    keys: ['Mod+Shift+G'],
    isEnabled: isBlockSelected,
    run: () => void expandSelected(),
  },
  { id: 'expandAll', group: 'block', run: () => void expandEverything() },
  { id: 'makeUnique', group: 'block', isEnabled: isBlockSelected, run: separate },
  { id: 'saveBlock', group: 'block', isEnabled: isBlockSelected, run: keepSelected },
  { id: 'importBlock', group: 'block', run: () => void importToLibrary() },
];
