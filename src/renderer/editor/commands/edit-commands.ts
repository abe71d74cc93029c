import type { NodeSpec } from '../../../graph-runtime/document/document';
import { hasLocks } from '../../../graph-runtime/document/locks';
import { useDocument } from '../../store/document/document';
import { nodesOf, reachableFrom, reachingTo, wiresOf } from '../../store/document/network';
import { noteIdOf, noteKey, notesOf } from '../../store/document/notes';
import { copyFragment, type Fragment, pasteFragment } from '../../store/edits/clipboard';
import { canMute, setAllLocked, setEnabled, setLocked, setMuted } from '../../store/edits/nodes';
import { deleteElements, dissolveNodes } from '../../store/edits/remove-nodes';
import { sameKind } from '../../store/edits/replace-nodes';
import type { EditContext } from '../../store/edits/user-edit';
import {
  currentEditContext,
  performEdit,
  redoEdit,
  selectedWires,
  undoEdit,
} from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import type { Command } from './command';

/** The selected nodes that are nodes of the network, without notes. */
export function selectedNodeIds(): Set<string> {
  return new Set([...useView.getState().selectedNodes].filter((key) => noteIdOf(key) === null));
}

/** The selected notes and frames. */
export function selectedNoteIds(): string[] {
  return [...useView.getState().selectedNodes].flatMap((key) => noteIdOf(key) ?? []);
}

/** What is selected as the clipboard carries it; null when that is nothing. */
export function selectedFragment(context: EditContext): Fragment | null {
  return copyFragment(context, selectedNodeIds(), new Set(selectedNoteIds()));
}

export const hasNodes = () => selectedNodeIds().size > 0;
/** Nodes, notes or frames: what can be copied. */
export const hasElements = () => useView.getState().selectedNodes.size > 0;
const hasSelection = () =>
  useView.getState().selectedNodes.size > 0 || useView.getState().selectedEdges.size > 0;

export function deleteSelection(): void {
  performEdit(deleteElements(currentEditContext(), selectedNodeIds(), selectedWires(), selectedNoteIds()));
}

export function selectAll(): void {
  const context = currentEditContext();
  useView
    .getState()
    .select([
      ...nodesOf(context.document, context.scope).map((node) => node.id),
      ...notesOf(context.document, context.scope).map((note) => noteKey(note.id)),
    ]);
}

function selectAlong(reach: typeof reachableFrom): void {
  const context = currentEditContext();
  const wires = wiresOf(context.document, context.scope);
  const start = selectedNodeIds();
  const found = new Set(start);
  for (const id of start) for (const reached of reach(wires, id)) found.add(reached);
  useView.getState().select(found);
}

const DUPLICATE_SHIFT = 36;

function duplicate(): void {
  const context = currentEditContext();
  const fragment = selectedFragment(context);
  if (fragment === null) return;
  performEdit(pasteFragment(context, fragment, { kind: 'offset', by: DUPLICATE_SHIFT }, 'duplicate'));
}

function toggleBypass(): void {
  const context = currentEditContext();
  const nodes = selectedSpecs(context);
  // All on when all are off; otherwise off.
  const isAllOff = nodes.every((node) => node.enabled === false);
  performEdit(
    setEnabled(
      context,
      nodes.map((node) => node.id),
      isAllOff,
    ),
  );
}

function toggleMute(): void {
  const context = currentEditContext();
  const nodes = selectedSpecs(context).filter(canMute);
  const ids = nodes.map((node) => node.id);
  performEdit(
    setMuted(
      context,
      ids,
      nodes.some((node) => node.muted !== true),
    ),
  );
}

function toggleLock(): void {
  const context = currentEditContext();
  const nodes = selectedSpecs(context);
  const isLocked = nodes.some(({ locked }) => locked !== true);
  performEdit(
    setLocked(
      context,
      nodes.map(({ id }) => id),
      isLocked,
    ),
  );
}

function selectedSpecs(context: EditContext): NodeSpec[] {
  const ids = selectedNodeIds();
  return nodesOf(context.document, context.scope).filter((node) => ids.has(node.id));
}

const canMuteSelection = () => selectedSpecs(currentEditContext()).some(canMute);

/** The clipboard's commands reach the page as events of the DOM, which alone may touch the clipboard without asking. */
const clipboard = (action: 'copy' | 'cut' | 'paste') => () => {
  viewport()?.focus();
  document.execCommand(action);
};

export const editCommands: readonly Command[] = [
  {
    id: 'undo',
    group: 'edit',
    keys: ['Mod+Z'],
    isEnabled: () => useDocument.getState().past.length > 0,
    run: undoEdit,
  },
  {
    id: 'redo',
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: () => useDocument.getState().future.length > 0,
    run: redoEdit,
  },
  // The DOM's own events carry these out; their keys are listed but not listened for here.
  { id: 'cut', group: 'edit', isEnabled: hasElements, run: clipboard('cut') },
  { id: 'copy', group: 'edit', isEnabled: hasElements, run: clipboard('copy') },
  { id: 'paste', group: 'edit', run: clipboard('paste') },
  { id: 'duplicate', group: 'edit', keys: ['Mod+D'], isEnabled: hasElements, run: duplicate },
  {
    id: 'delete',
    group: 'edit',
    keys: ['Delete', 'Backspace'],
    keysIn: 'canvas',
    isEnabled: hasSelection,
    run: deleteSelection,
  },
  {
    id: 'dissolve',
    group: 'edit',
    keys: ['Shift+Delete', 'Shift+Backspace'],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => performEdit(dissolveNodes(currentEditContext(), selectedNodeIds())),
  },
  {
    id: 'rename',
    group: 'edit',
    keys: ['F2'],
    isEnabled: () => useView.getState().selectedNodes.size === 1,
    run: () => {
      const [only] = useView.getState().selectedNodes;
      if (only === undefined) return;
      // A note is written where it lies.
      if (noteIdOf(only) === null) useView.getState().showTab('inspector');
      useView.getState().startRenaming(only);
    },
  },
  { id: 'bypass', group: 'edit', keys: ['Mod+B'], isEnabled: hasNodes, run: toggleBypass },
  {
    id: 'mute',
    group: 'edit',
    keys: ['Mod+M', 'M'],
    keysIn: 'canvas',
    isEnabled: canMuteSelection,
    run: toggleMute,
  },
  {
    id: 'lock',
    group: 'edit',
    keys: ['Mod+Shift+L'],
    keysIn: 'canvas',
    aliases: ['protect', '保護'],
    isEnabled: hasNodes,
    run: toggleLock,
  },
  {
    id: 'lockAll',
    group: 'edit',
    run: () => performEdit(setAllLocked(currentEditContext().document, true)),
  },
  {
    id: 'unlockAll',
    group: 'edit',
    isEnabled: () => hasLocks(currentEditContext().document),
    run: () => performEdit(setAllLocked(currentEditContext().document, false)),
  },
  { id: 'selectAll', group: 'select', keys: ['Mod+A'], run: selectAll },
  {
    id: 'selectSameKind',
    group: 'select',
    keys: ['Shift+G'],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => useView.getState().select(sameKind(currentEditContext(), selectedNodeIds())),
  },
  { id: 'selectNone', group: 'select', isEnabled: hasSelection, run: () => useView.getState().select([]) },
  {
    id: 'selectUpstream',
    group: 'select',
    keys: ['Shift+U'],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => selectAlong(reachingTo),
  },
  {
    id: 'selectDownstream',
    group: 'select',
    keys: ['Shift+D'],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => selectAlong(reachableFrom),
  },
];
