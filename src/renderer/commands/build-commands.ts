import type { Position } from '../../graph-runtime/document/document';
import { computeLayout } from '../canvas/layout/layout-engine';
import { createLayoutRequest } from '../canvas/layout/layout-request';
import { viewport } from '../canvas/viewport-api';
import { useDocument } from '../store/document';
import { nodesOf, portsOfType, wiresOf } from '../store/network';
import { currentStage, performStep } from '../store/stage';
import { type Alignment, type Axis, align, arrange, distribute } from '../store/steps/arrange';
import { copyName } from '../store/steps/fresh-id';
import { deleteElements, moveNodes, setNote } from '../store/steps/nodes';
import { boxesOf, isAutomatic } from '../store/steps/placing';
import { useView } from '../store/view';
import type { Command } from './command';
import { hasNodes, selectedNodeIds } from './edit-commands';

const NOTE_SIZE = { width: 220, height: 90 };
const FRAME_PADDING = 24;
const FRAME_TITLE = 28;

function openAdd(): void {
  useView.getState().openPicker({ kind: 'add', destination: { kind: 'selection' } });
}

function openConnect(end: 'from' | 'to'): void {
  const [only] = selectedNodeIds();
  if (only !== undefined) useView.getState().openPicker({ kind: 'connect', id: only, end });
}

function canConnect(end: 'from' | 'to'): boolean {
  const ids = selectedNodeIds();
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return false;
  const { document, scope } = currentStage();
  const node = nodesOf(document, scope).find((candidate) => candidate.id === only);
  const ports = portsOfType(document, node?.type ?? '');
  return (end === 'from' ? ports.outputs : ports.inputs).length > 0;
}

function disconnect(): void {
  const stage = currentStage();
  const ids = selectedNodeIds();
  const wires = wiresOf(stage.document, stage.scope).filter(
    (wire) => ids.has(wire.from.id) || ids.has(wire.to.id),
  );
  performStep({ ...deleteElements(stage, new Set(), wires), select: [...ids] });
}

/** A note at the middle of the view, or a frame around the selected nodes. */
function addNote(): void {
  const stage = currentStage();
  const id = copyName('note1', new Set(stage.document.notes.map((note) => note.id)));
  const boxes = [...boxesOf(stage)].filter(([key]) => selectedNodeIds().has(key)).map(([, box]) => box);
  const round = (position: Position) => ({ x: Math.round(position.x), y: Math.round(position.y) });
  if (boxes.length === 0) {
    const centre = viewport()?.centre() ?? { x: 0, y: 0 };
    const position = round({ x: centre.x - NOTE_SIZE.width / 2, y: centre.y - NOTE_SIZE.height / 2 });
    performStep(setNote({ id, kind: 'note', text: '', scope: stage.scope, position, size: NOTE_SIZE }, true));
    return;
  }
  const left = Math.min(...boxes.map((box) => box.x)) - FRAME_PADDING;
  const top = Math.min(...boxes.map((box) => box.y)) - FRAME_PADDING - FRAME_TITLE;
  const size = {
    width: Math.max(...boxes.map((box) => box.x + box.width)) - left + FRAME_PADDING,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - top + FRAME_PADDING,
  };
  performStep(
    setNote(
      { id, kind: 'frame', text: '', scope: stage.scope, position: round({ x: left, y: top }), size },
      true,
    ),
  );
}

/** Lays out the open scope, or the selected nodes around the middle where they are. */
export async function autoLayout(): Promise<void> {
  const stage = currentStage();
  const { generation } = useDocument.getState();
  const chosen = selectedNodeIds();
  const only = chosen.size > 1 ? chosen : undefined;
  if (only === undefined && isAutomatic(stage)) {
    viewport()?.fit();
    return;
  }
  const { positions } = await computeLayout(createLayoutRequest(stage.document, stage.scope, only));
  // Another document or another edit may have come meanwhile: its places are not ours to change.
  if (useDocument.getState().generation !== generation) return;
  const now = currentStage();
  const places = only === undefined ? positions : shifted(positions, now.positions);
  performStep(arrange(now, new Map([...places].filter(([id]) => now.positions.has(id)))));
  if (only === undefined) requestAnimationFrame(() => viewport()?.fit());
}

/** The places moved so that their middle is where the middle of the same nodes was. */
function shifted(
  places: ReadonlyMap<string, Position>,
  before: ReadonlyMap<string, Position>,
): Map<string, Position> {
  const ids = [...places.keys()].filter((id) => before.has(id));
  const middle = (of: ReadonlyMap<string, Position>): Position => ({
    x: ids.reduce((sum, id) => sum + (of.get(id)?.x ?? 0), 0) / Math.max(1, ids.length),
    y: ids.reduce((sum, id) => sum + (of.get(id)?.y ?? 0), 0) / Math.max(1, ids.length),
  });
  const from = middle(places);
  const to = middle(before);
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x - from.x + to.x, y: y - from.y + to.y }]));
}

const NUDGE = 8;
const NUDGE_FAR = 40;

/** Moves the selected nodes by a step; steps that follow one another are one entry of the history. */
function nudge(dx: number, dy: number): void {
  const stage = currentStage();
  const moves = new Map<string, Position>();
  for (const id of selectedNodeIds()) {
    const position = stage.positions.get(id);
    if (position !== undefined) moves.set(id, { x: position.x + dx, y: position.y + dy });
  }
  if (moves.size > 0) performStep(moveNodes(stage, moves), `nudge:${[...moves.keys()].join(' ')}`);
}

function nudges(
  id: 'nudgeUp' | 'nudgeDown' | 'nudgeLeft' | 'nudgeRight',
  key: string,
  x: number,
  y: number,
): Command {
  return {
    id,
    group: 'arrange',
    keys: [key],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => nudge(x * NUDGE, y * NUDGE),
  };
}

function farNudge(
  id: 'nudgeUpFar' | 'nudgeDownFar' | 'nudgeLeftFar' | 'nudgeRightFar',
  key: string,
  x: number,
  y: number,
): Command {
  return {
    id,
    group: 'arrange',
    keys: [`Shift+${key}`],
    keysIn: 'canvas',
    isEnabled: hasNodes,
    run: () => nudge(x * NUDGE_FAR, y * NUDGE_FAR),
  };
}

const several = (least: number) => () => selectedNodeIds().size >= least;

function alignCommand(id: Command['id'], alignment: Alignment): Command {
  return {
    id,
    group: 'arrange',
    isEnabled: several(2),
    run: () => performStep(align(currentStage(), selectedNodeIds(), alignment)),
  };
}

function distributeCommand(id: Command['id'], axis: Axis): Command {
  return {
    id,
    group: 'arrange',
    isEnabled: several(3),
    run: () => performStep(distribute(currentStage(), selectedNodeIds(), axis)),
  };
}

export const buildCommands: readonly Command[] = [
  { id: 'addLayer', group: 'build', keys: ['Tab', 'A'], keysIn: 'canvas', run: openAdd },
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
  { id: 'addNote', group: 'build', keys: ['N'], keysIn: 'canvas', run: addNote },
  { id: 'autoLayout', group: 'arrange', keys: ['Mod+L'], run: () => void autoLayout() },
  nudges('nudgeUp', 'ArrowUp', 0, -1),
  nudges('nudgeDown', 'ArrowDown', 0, 1),
  nudges('nudgeLeft', 'ArrowLeft', -1, 0),
  nudges('nudgeRight', 'ArrowRight', 1, 0),
  farNudge('nudgeUpFar', 'ArrowUp', 0, -1),
  farNudge('nudgeDownFar', 'ArrowDown', 0, 1),
  farNudge('nudgeLeftFar', 'ArrowLeft', -1, 0),
  farNudge('nudgeRightFar', 'ArrowRight', 1, 0),
  alignCommand('alignLeft', 'left'),
  alignCommand('alignCenter', 'center'),
  alignCommand('alignRight', 'right'),
  alignCommand('alignTop', 'top'),
  alignCommand('alignMiddle', 'middle'),
  alignCommand('alignBottom', 'bottom'),
  distributeCommand('distributeHorizontally', 'horizontal'),
  distributeCommand('distributeVertically', 'vertical'),
];
