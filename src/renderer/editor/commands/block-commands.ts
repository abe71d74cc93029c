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
  const stage = currentEditContext();
  const ids = selectedNodeIds();
  const refusal = blockRefusal(stage, ids);
  const step = refusal === null ? makeBlock(stage, ids, freshBlockName(stage, ids)) : null;
  if (step !== null) performEdit(step);
  else if (refusal !== null)
    useToasts.getState().show({ tone: 'warning', text: i18n.t(`canvas:blockRefusal.${refusal}`) });
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
  const stage = currentEditContext();
  const step = id === null ? null : expandBlock(stage, id);
  if (id === null || step === null)
    useToasts.getState().show({ tone: 'warning', text: i18n.t('canvas:cannotExpand') });
  else await performExpansion(stage, step, (content) => placeExpanded(stage, id, step, content));
}

/**
 * Where the user has arranged the nodes, the content needs places before it is shown. One step in the history, the places
 * included.
 */
async function performExpansion(
  stage: EditContext,
  step: UserEdit,
  place: (content: ReadonlyMap<string, Position>) => UserEdit,
): Promise<void> {
  if (isAutomatic(stage)) {
    performEdit(step);
    return;
  }
  const after = applyEdits(stage.document, step.edits);
  const before = new Set(nodesOf(stage.document, stage.scope).map((node) => node.id));
  const added = nodesOf(after, stage.scope).flatMap((node) => (before.has(node.id) ? [] : [node.id]));
  const { positions } = await computeLayout(createLayoutRequest(after, stage.scope, new Set(added)));
  // Another edit may have come meanwhile: its author sees that nothing was expanded, and expands again.
  if (useDocument.getState().document === stage.document) performEdit(place(positions));
}

function separate(): void {
  const id = selectedBlock();
  const step = id === null ? null : makeUnique(currentEditContext(), id);
  if (step !== null) performEdit(step);
}

/** Hardly anything stays where it was: the whole scope is laid out. */
async function expandEverything(): Promise<void> {
  const stage = currentEditContext();
  const step = expandAll(stage);
  if (step === null) return;
  if (isAutomatic(stage)) {
    performEdit(step);
    return;
  }
  const after = applyEdits(stage.document, step.edits);
  const { positions } = await computeLayout(createLayoutRequest(after, stage.scope));
  if (useDocument.getState().document !== stage.document) return;
  const moves = [...positions].map(([id, position]) => moveEdit(stage.scope, id, position));
  performEdit({ ...step, edits: [...step.edits, ...moves] });
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
