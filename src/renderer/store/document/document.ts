import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import {
  DOCUMENT_VERSION,
  documentSchema,
  type NetloomDocument,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { EditLabel } from './edit-label';

/** One entry of the history: what one gesture of the user changed. */
export interface HistoryEntry {
  readonly label: EditLabel;
  readonly edits: readonly DocumentEdit[];
  /**
   * The documents before and after. They share everything the edit did not touch, so a history of hundreds of entries costs
   * little more than its changes, and undo is exact whatever the edits were.
   */
  readonly before: NetloomDocument;
  readonly after: NetloomDocument;
  /** Edits of one gesture (a number being scrubbed) carry the same key and become one entry until the gesture ends. */
  readonly gesture: string | null;
  /** What was selected before and after; null where it is not known. */
  readonly selected: SelectedAround | null;
}

/** What is selected, and in which place of the network. */
export interface Selection {
  readonly location: string;
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** The selections that undo and redo come back to. */
export interface SelectedAround {
  readonly before: Selection;
  readonly after: Selection;
}

export interface PerformOptions {
  readonly gesture?: string;
  readonly selected?: SelectedAround;
}

/** Entries kept; the oldest are forgotten first. */
const HISTORY_LIMIT = 500;

export interface DocumentState {
  readonly document: NetloomDocument;
  /** Where it is saved; null for a preset or a new network. */
  readonly filePath: string | null;
  /** The document as it is on disk (or as it was opened): anything else is unsaved work. Null: never saved. */
  readonly saved: NetloomDocument | null;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  /** Counts the documents opened: views that belong to one document start afresh when it changes. */
  readonly generation: number;
  /**
   * Carries out a gesture as one named entry of the history. With a `gesture` key, edits that follow with the same key are added to the same
   * entry until `endGesture`. Edits that change nothing leave no entry.
   */
  perform(label: EditLabel, edits: readonly DocumentEdit[], options?: PerformOptions): void;
  /** The gesture is over: the next edit is another entry. */
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Shows another document, with an empty history. `isSaved` false: it was recovered and is not on disk. */
  open(document: NetloomDocument, filePath: string | null, isSaved?: boolean): void;
  /**
   * Replaces this document by another, as one edit that can be undone: a restored version, the file as another program
   * changed it. `isSaved`: this is what is on disk.
   */
  replace(label: EditLabel, document: NetloomDocument, isSaved: boolean): void;
  /** What is on disk is not the document any more: another program changed the file or took it away. */
  markUnsaved(): void;
  /** The given document is now on disk; edits made while it was being written stay unsaved. */
  markSaved(document: NetloomDocument, filePath: string): void;
}

/** A network with nothing in it. */
export function emptyDocument(name: string): NetloomDocument {
  return documentSchema.parse({ format: 'netloom', version: DOCUMENT_VERSION, name, nodes: [], edges: [] });
}

function addEntry(past: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const last = past[past.length - 1];
  if (last !== undefined && entry.gesture !== null && last.gesture === entry.gesture) {
    const selected = entry.selected && {
      ...entry.selected,
      before: (last.selected ?? entry.selected).before,
    };
    const merged = { ...entry, edits: [...last.edits, ...entry.edits], before: last.before, selected };
    return [...past.slice(0, -1), merged];
  }
  return [...past, entry].slice(-HISTORY_LIMIT);
}

export type DocumentStore = UseBoundStore<StoreApi<DocumentState>>;

export function createDocumentStore(): DocumentStore {
  return create<DocumentState>()((set) => ({
    document: emptyDocument('Netloom'),
    filePath: null,
    saved: null,
    past: [],
    future: [],
    generation: 0,
    perform: (label, edits, options) =>
      set((state) => {
        const after = applyEdits(state.document, edits);
        if (after === state.document) return state;
        const gesture = options?.gesture ?? null;
        const selected = options?.selected ?? null;
        const entry: HistoryEntry = { label, edits, before: state.document, after, gesture, selected };
        return { document: after, past: addEntry(state.past, entry), future: [] };
      }),
    endGesture: () =>
      set((state) => {
        const last = state.past[state.past.length - 1];
        if (last === undefined || last.gesture === null) return state;
        return { past: [...state.past.slice(0, -1), { ...last, gesture: null }] };
      }),
    undo: () =>
      set((state) => {
        const entry = state.past[state.past.length - 1];
        if (entry === undefined) return state;
        const undone = { ...entry, gesture: null };
        return { document: entry.before, past: state.past.slice(0, -1), future: [undone, ...state.future] };
      }),
    redo: () =>
      set((state) => {
        const entry = state.future[0];
        if (entry === undefined) return state;
        return { document: entry.after, past: [...state.past, entry], future: state.future.slice(1) };
      }),
    open: (document, filePath, isSaved = true) =>
      set((state) => ({
        document,
        filePath,
        saved: isSaved ? document : null,
        past: [],
        future: [],
        generation: state.generation + 1,
      })),
    replace: (label, document, isSaved) =>
      set((state) => {
        const entry: HistoryEntry = {
          label,
          edits: [],
          before: state.document,
          after: document,
          gesture: null,
          selected: null,
        };
        return {
          document,
          past: addEntry(state.past, entry),
          future: [],
          ...(isSaved ? { saved: document } : {}),
        };
      }),
    markUnsaved: () => set({ saved: null }),
    markSaved: (document, filePath) => set({ saved: document, filePath }),
  }));
}

/** The document being edited. */
export const useDocument = createDocumentStore();

/** True when there is work that is not on disk. */
export function isEdited(state: Pick<DocumentState, 'document' | 'saved'>): boolean {
  return state.document !== state.saved;
}
