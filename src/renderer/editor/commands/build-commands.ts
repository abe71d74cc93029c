import type { Position } from '../../../graph-runtime/document/document';
import { nodesOf, portsOfType, wiresOf } from '../../store/document/network';
import { noteKey, notesOf } from '../../store/document/notes';
import { type Alignment, type Axis, align, carriedBy, distribute } from '../../store/edits/arrange';
import { moveElements } from '../../store/edits/nodes';
import { addFrame, addNote } from '../../store/edits/notes';
import { deleteElements } from '../../store/edits/remove-nodes';
import { canReplace } from '../../store/edits/replace-nodes';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import type { Command } from './command';
import { hasElements, hasNodes, selectedNodeIds, selectedNoteIds } from './edit-commands';
import { layoutCommands } from './layout-commands';

function openAdd(): void {
  useView.getState().openPicker({ kind: 'add', destination: { kind: 'selection' } });
}

function canReplaceSelection(): boolean {
  const { document, scope } = currentEditContext();
  const ids = selectedNodeIds();
  return nodesOf(document, scope).some((node) => ids.has(node.id) && canReplace(node));
}

function openConnect(end: 'from' | 'to'): void {
  const [only] = selectedNodeIds();
  if (only !== undefined) useView.getState().openPicker({ kind: 'connect', id: only, end });
}

function canConnect(end: 'from' | 'to'): boolean {
  const ids = selectedNodeIds();
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return false;
  const { document, scope } = currentEditContext();
  const node = nodesOf(document, scope).find((candidate) => candidate.id === only);
  const ports = portsOfType(document, node?.type ?? '');
  return (end === 'from' ? ports.outputs : ports.inputs).length > 0;
}

function disconnect(): void {
  const context = currentEditContext();
  const ids = selectedNodeIds();
  const wires = wiresOf(context.document, context.scope).filter(
    (wire) => ids.has(wire.from.id) || ids.has(wire.to.id),
  );
  performEdit({ ...deleteElements(context, new Set(), wires), select: [...ids] });
}

/** A note at the middle of the view, or a frame around the selected nodes; what is typed next is its text. */
function writeNote(): void {
  const context = currentEditContext();
  const userEdit =
    addFrame(context, selectedNodeIds()) ?? addNote(context, viewport()?.center() ?? { x: 0, y: 0 });
  performEdit(userEdit);
  useView.getState().startRenaming(userEdit.select?.[0] ?? null);
}

const NUDGE = 8;
const NUDGE_FAR = 40;

/** Nudges what is selected, frames with their content; nudges that follow one another are one entry of the history. */
function nudge(dx: number, dy: number): void {
  const context = currentEditContext();
  const notes = new Set(selectedNoteIds());
  const moves = new Map<string, Position>();
  for (const id of new Set([...selectedNodeIds(), ...carriedBy(context, notes).keys()])) {
    const position = context.positions.get(id);
    if (position !== undefined) moves.set(id, { x: position.x + dx, y: position.y + dy });
  }
  for (const { id, position } of notesOf(context.document, context.scope))
    if (notes.has(id)) moves.set(noteKey(id), { x: position.x + dx, y: position.y + dy });
  if (moves.size > 0) performEdit(moveElements(context, moves), `nudge:${[...moves.keys()].join(' ')}`);
}

/** An arrow key nudges; with Shift it goes farther. */
function nudgeCommands(side: 'Up' | 'Down' | 'Left' | 'Right', x: number, y: number): Command[] {
  const common = { group: 'arrange', keysIn: 'canvas', isEnabled: hasElements } as const;
  const nudgeBy = (distance: number) => () => nudge(x * distance, y * distance);
  return [
    { ...common, id: `nudge${side}`, keys: [`Arrow${side}`], run: nudgeBy(NUDGE) },
    { ...common, id: `nudge${side}Far`, keys: [`Shift+Arrow${side}`], run: nudgeBy(NUDGE_FAR) },
  ];
}

const several = (least: number) => () => selectedNodeIds().size >= least;

function alignCommand(id: Command['id'], alignment: Alignment): Command {
  return {
    id,
    group: 'arrange',
    isEnabled: several(2),
    run: () => performEdit(align(currentEditContext(), selectedNodeIds(), alignment)),
  };
}

function distributeCommand(id: Command['id'], axis: Axis): Command {
  return {
    id,
    group: 'arrange',
    isEnabled: several(3),
    run: () => performEdit(distribute(currentEditContext(), selectedNodeIds(), axis)),
  };
}

export const buildCommands: readonly Command[] = [
  { id: 'addLayer', group: 'build', keys: ['Tab', 'A'], keysIn: 'canvas', run: openAdd },
  {
    id: 'replace',
    group: 'build',
    keys: ['Shift+S'],
    keysIn: 'canvas',
    isEnabled: canReplaceSelection,
    run: () => useView.getState().openPicker({ kind: 'add', destination: { kind: 'replace' } }),
  },
  {
    id: 'connectFrom',
    group: 'build',
    keys: ['C'],
    keysIn: 'canvas',
    isEnabled: () => canConnect('from'),
    run: () => openConnect('from'),
  },
  {
    id: 'connectInto',
    group: 'build',
    keys: ['Shift+C'],
    keysIn: 'canvas',
    isEnabled: () => canConnect('to'),
    run: () => openConnect('to'),
  },
  { id: 'disconnect', group: 'build', keys: ['X'], keysIn: 'canvas', isEnabled: hasNodes, run: disconnect },
  { id: 'addNote', group: 'build', keys: ['N'], keysIn: 'canvas', run: writeNote },
  ...layoutCommands,
  ...nudgeCommands('Up', 0, -1),
  ...nudgeCommands('Down', 0, 1),
  ...nudgeCommands('Left', -1, 0),
  ...nudgeCommands('Right', 1, 0),
  alignCommand('alignLeft', 'left'),
  alignCommand('alignCenter', 'center'),
  alignCommand('alignRight', 'right'),
  alignCommand('alignTop', 'top'),
  alignCommand('alignMiddle', 'middle'),
  alignCommand('alignBottom', 'bottom'),
  distributeCommand('distributeHorizontally', 'horizontal'),
  distributeCommand('distributeVertically', 'vertical'),
];
