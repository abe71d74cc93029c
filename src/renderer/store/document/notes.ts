import type { NetloomDocument, NoteSpec, Scope } from '../../../graph-runtime/document/document';

/** Notes and frames share the canvas' and the selection's name space with nodes; no node id has a colon. */
const NOTE_PREFIX = 'note:';

/** What a note is called on the canvas and in the selection. */
export function noteKey(id: string): string {
  return `${NOTE_PREFIX}${id}`;
}

/** The id of the note that a key of the selection stands for; null for a node. */
export function noteIdOf(key: string): string | null {
  return key.startsWith(NOTE_PREFIX) ? key.slice(NOTE_PREFIX.length) : null;
}

/** The notes and frames of a scope. */
export function notesOf(document: NetloomDocument, scope: Scope): readonly NoteSpec[] {
  return document.notes.filter((note) => note.scope === scope);
}
