import type { NoteSpec, Position } from '../../../graph-runtime/document/document';
import { noteKey, notesOf } from '../document/notes';
import { frameAround } from './arrange';
import { copyName } from './fresh-id';
import { boxesOf, fixPositions, nearestFreePlace, wholePlace } from './placing';
import type { EditContext, UserEdit } from './user-edit';

const NOTE_SIZE = { width: 220, height: 90 };

/** Adds or changes a note or a frame. */
export function setNote(note: NoteSpec, isNew: boolean): UserEdit {
  return {
    label: { key: isNew ? 'addNote' : 'changeNote' },
    edits: [{ kind: 'set-note', id: note.id, note }],
  };
}

/** An empty note, its middle as near to a place of the canvas as the cards there allow: it would lie below them. */
export function addNote(context: EditContext, middle: Position): UserEdit {
  const corner = { x: middle.x - NOTE_SIZE.width / 2, y: middle.y - NOTE_SIZE.height / 2 };
  const notes = notesOf(context.document, context.scope).filter((note) => note.kind === 'note');
  const taken = [...boxesOf(context).values(), ...notes.map((note) => ({ ...note.position, ...note.size }))];
  const position = wholePlace(nearestFreePlace(corner, NOTE_SIZE, taken));
  return added(context, { kind: 'note', position, size: NOTE_SIZE });
}

/** A frame around nodes; null when none of them has a place. What is framed stays where it is. */
export function addFrame(context: EditContext, ids: ReadonlySet<string>): UserEdit | null {
  const boxes = [...boxesOf(context)].filter(([id]) => ids.has(id)).map(([, box]) => box);
  if (boxes.length === 0) return null;
  const { x, y, width, height } = frameAround(boxes);
  const userEdit = added(context, { kind: 'frame', position: { x, y }, size: { width, height } });
  // The next layout would take it out of its frame.
  return { ...userEdit, edits: [...fixPositions(context), ...userEdit.edits] };
}

function added(
  { document, scope }: EditContext,
  note: Pick<NoteSpec, 'kind' | 'position' | 'size'>,
): UserEdit {
  const id = copyName('note1', new Set(document.notes.map((other) => other.id)));
  return { ...setNote({ id, text: '', scope, ...note }, true), select: [noteKey(id)] };
}
