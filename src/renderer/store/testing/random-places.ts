import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { flowEdits } from '../document/flow';
import { nodesOf, wiresOf } from '../document/network';
import { noteKey, notesOf } from '../document/notes';
import {
  type Alignment,
  align,
  arrange,
  arrangeSelection,
  carriedBy,
  distribute,
  turnFlow,
} from '../edits/arrange';
import { moveElements, spliceNode } from '../edits/nodes';
import { addFrame, addNote, setNote } from '../edits/notes';
import { isAutomatic } from '../edits/placing';
import { canSplice } from '../edits/wires';
import { createLayoutRequest } from '../layout/layout-request';
import { type Act, pick, someIds, someNotes } from './random-choice';

/** What a user does with places and notes. */

const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right', 'top', 'middle', 'bottom'];

export const tidy: Act = (context, action) => {
  const ids = someIds(context, action);
  if (ids.size === 0) return null;
  if (action.c % 2 === 0) return align(context, ids, pick(ALIGNMENTS, action.c) ?? 'left');
  return distribute(context, ids, action.c % 4 === 1 ? 'vertical' : 'horizontal');
};

/** A drag: of nodes, of notes, of a frame with what lies in it; or of a loose node onto a wire. */
export const move: Act = (context, action) => {
  const [first] = someIds(context, action);
  const wires = wiresOf(context.document, context.scope);
  const onto = pick(wires, action.c);
  const position = { x: action.a % 500, y: action.b % 500 };
  const node = nodesOf(context.document, context.scope).find(({ id }) => id === first);
  const isLoose = wires.every((other) => other.from.id !== first && other.to.id !== first);
  if (node !== undefined && onto !== undefined && isLoose && canSplice(context.document, node.type))
    return spliceNode(context, node.id, onto, position);
  const notes = someNotes(context, action);
  const keys = [...someIds(context, action), ...carriedBy(context, notes).keys(), ...[...notes].map(noteKey)];
  return keys.length === 0 ? null : moveElements(context, new Map(keys.map((key) => [key, position])));
};

/** Automatic layout: of the scope as it flows, another way, or of a selection. */
export const layOutAgain: Act = async (context, action, { layOut }) => {
  const { document, scope } = context;
  if (nodesOf(document, scope).length === 0) return null;
  if (action.c % 3 === 0) {
    const ids = someIds(context, action);
    const { positions } = await layOut(createLayoutRequest(document, scope, ids));
    return arrangeSelection(context, positions);
  }
  const flow = pick(['down', 'right', undefined] as const, action.b);
  if (flow !== undefined && isAutomatic(context)) return turnFlow(context, flow);
  const turned = flow === undefined ? document : applyEdits(document, flowEdits(document, scope, flow));
  const { positions } = await layOut(createLayoutRequest(turned, scope));
  return arrange(context, positions, flow);
};

export const writeNote: Act = (context, action) => {
  const { a, b, c } = action;
  const note = pick(notesOf(context.document, context.scope), a);
  if (note === undefined || c % 3 === 0)
    return b % 2 === 0
      ? addNote(context, { x: a % 900, y: b % 900 })
      : addFrame(context, someIds(context, action));
  const size = { width: 120 + (a % 400), height: 48 + (b % 300) };
  const changes = pick([{ text: `Text ${b}` }, { color: 'blue' }, { kind: 'frame' as const }, { size }], c);
  return setNote({ ...note, ...changes }, false);
};
