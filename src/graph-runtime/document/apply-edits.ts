import { changeFields } from './change-fields';
import { changeTraining } from './change-training';
import type { BlockSpec, NetloomDocument, NodeSpec, NoteSpec, ParameterValue, Scope } from './document';
import type { ApplyEdits, DocumentEdit } from './edit';
import { isIdentifier } from './identifier';
import { renameNodes } from './rename-nodes';
import { scopeContent, updateScope } from './scope-content';
import { ScopeDraft } from './scope-draft';

export { scopeContent } from './scope-content';

/**
 * Applies edits in order. Pure: what an edit does not touch is the same object as before, so that everything derived from it
 * can be kept. An edit that cannot be applied (its node is gone, its id is taken) changes nothing: edits come from gestures and
 * repairs that may be older than the document they meet.
 */
export const applyEdits: ApplyEdits = (document, edits) => {
  let current = document;
  for (let at = 0; at < edits.length; ) {
    const edit = edits[at];
    if (edit === undefined) break;
    if (isScopeEdit(edit)) {
      const count = runLength(edits, at, edit.scope);
      current = applyInScope(current, edit.scope, edits.slice(at, at + count).filter(isScopeEdit));
      at += count;
    } else if (edit.kind === 'rename-node') {
      const count = renameCount(edits, at, edit.scope);
      current = renameNodes(current, edit.scope, edits.slice(at, at + count).filter(isRename));
      at += count;
    } else {
      current = applyToWhole(current, edit);
      at += 1;
    }
  }
  return current;
};

/** Edits of single nodes and edges: those of one scope are applied together. */
type ScopeEdit = Extract<
  DocumentEdit,
  { kind: 'add-node' | 'remove-node' | 'update-node' | 'set-parameter' | 'add-edge' | 'remove-edge' }
>;

function isScopeEdit(edit: DocumentEdit): edit is ScopeEdit {
  switch (edit.kind) {
    case 'add-node':
    case 'remove-node':
    case 'update-node':
    case 'set-parameter':
    case 'add-edge':
    case 'remove-edge':
      return true;
    default:
      return false;
  }
}

type Rename = Extract<DocumentEdit, { kind: 'rename-node' }>;

function isRename(edit: DocumentEdit): edit is Rename {
  return edit.kind === 'rename-node';
}

/** How many edits from `start` on rename nodes of the scope. */
function renameCount(edits: readonly DocumentEdit[], start: number, scope: Scope): number {
  const end = edits.findIndex((edit, at) => at > start && !(isRename(edit) && edit.scope === scope));
  return (end === -1 ? edits.length : end) - start;
}

/** How many edits from `start` on concern nodes and edges of the scope. */
function runLength(edits: readonly DocumentEdit[], start: number, scope: Scope): number {
  let end = start;
  for (let edit = edits[end]; edit !== undefined; edit = edits[end]) {
    if (!isScopeEdit(edit) || edit.scope !== scope) break;
    end += 1;
  }
  return end - start;
}

function applyInScope(document: NetloomDocument, scope: Scope, edits: readonly ScopeEdit[]): NetloomDocument {
  const content = scopeContent(document, scope);
  if (content === undefined) return document;
  const draft = new ScopeDraft(content);
  for (const edit of edits) applyToDraft(draft, edit);
  const changes = draft.changes();
  return Object.keys(changes).length === 0 ? document : updateScope(document, scope, changes);
}

function applyToDraft(draft: ScopeDraft, edit: ScopeEdit): void {
  switch (edit.kind) {
    case 'add-node':
      if (isIdentifier(edit.node.id) && !draft.hasNode(edit.node.id)) draft.addNode(edit.node, edit.index);
      return;
    case 'remove-node':
      draft.removeNode(edit.id);
      return;
    case 'update-node':
      draft.updateNode(edit.id, (node) => withoutUndefined(updatedNode(node, edit.changes)));
      return;
    case 'set-parameter':
      draft.updateNode(edit.id, (node) => withoutUndefined(setParameter(node, edit.parameter, edit.value)));
      return;
    case 'add-edge':
      draft.addEdge(edit.edge, edit.index);
      return;
    case 'remove-edge':
      draft.removeEdge(edit.edge, edit.index);
  }
}

/** One edit that is not about single nodes and edges of a scope. */
function applyToWhole(
  document: NetloomDocument,
  edit: Exclude<DocumentEdit, ScopeEdit | Rename>,
): NetloomDocument {
  switch (edit.kind) {
    case 'set-block':
      return setBlock(document, edit.name, edit.block);
    case 'set-flow':
      return setFlow(document, edit);
    case 'set-scope-parameters':
      return updateScope(document, edit.scope, { parameters: edit.parameters });
    case 'set-note':
      return setNote(document, edit);
    case 'set-training':
      return { ...document, training: changeTraining(document.training, edit.changes) };
    case 'set-dataset': {
      // The name is the other data set's.
      const { name: _, ...others } = document.dataset;
      return { ...document, dataset: { ...others, ...edit.dataset } };
    }
    case 'set-weights':
      return withoutUndefined({ ...document, weights: edit.weights });
    case 'set-name':
      return { ...document, name: edit.name };
    case 'set-about':
      return withoutUndefined({ ...document, about: edit.about });
    case 'change-fields':
      return changeFields(document, edit.place, edit.changes);
  }
}

function setFlow(
  document: NetloomDocument,
  { scope, flow }: Extract<DocumentEdit, { kind: 'set-flow' }>,
): NetloomDocument {
  if (scope === null) return document.flow === flow ? document : withoutUndefined({ ...document, flow });
  const block = Object.hasOwn(document.blocks, scope) ? document.blocks[scope] : undefined;
  if (block === undefined || block.flow === flow) return document;
  return { ...document, blocks: { ...document.blocks, [scope]: withoutUndefined({ ...block, flow }) } };
}

/** A node that moves keeps what else its position has. */
function updatedNode(node: NodeSpec, changes: Partial<NodeSpec>): NodeSpec {
  const position =
    changes.position === undefined ? {} : { position: { ...node.position, ...changes.position } };
  return { ...node, ...changes, ...position, type: changes.type ?? node.type };
}

/** A node without any parameter of its own has no `parameters` at all, so that taking an edit back leaves no trace. */
function setParameter(node: NodeSpec, name: string, value: ParameterValue | undefined): NodeSpec {
  if (!isIdentifier(name)) return node;
  const old = node.parameters ?? {};
  if (value === undefined && !Object.hasOwn(old, name)) return node;
  const parameters = withEntry(old, name, value);
  return { ...node, parameters: Object.keys(parameters).length === 0 ? undefined : parameters };
}

function insertAt<T>(items: readonly T[], item: T, index: number | undefined): T[] {
  if (index === undefined || index >= items.length) return [...items, item];
  const place = Math.max(0, Math.floor(index));
  return [...items.slice(0, place), item, ...items.slice(place)];
}

function setBlock(document: NetloomDocument, name: string, block: BlockSpec | undefined): NetloomDocument {
  if (!isIdentifier(name)) return document;
  if (block === undefined && !Object.hasOwn(document.blocks, name)) return document;
  return { ...document, blocks: withEntry(document.blocks, name, block) };
}

function setNote(
  document: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'set-note' }>,
): NetloomDocument {
  const { id, note, index } = edit;
  const place = document.notes.findIndex((candidate) => candidate.id === id);
  if (note === undefined) {
    if (place === -1) return document;
    return { ...document, notes: document.notes.filter((_, at) => at !== place) };
  }
  if (place === -1) return { ...document, notes: insertAt(document.notes, { ...note, id }, index) };
  const replaced = (old: NoteSpec): NoteSpec => ({
    ...note,
    id,
    position: { ...old.position, ...note.position },
    size: { ...old.size, ...note.size },
  });
  return { ...document, notes: document.notes.map((old, at) => (at === place ? replaced(old) : old)) };
}

/** A copy of the record with one entry set, or removed when the value is undefined. */
function withEntry<T>(record: Record<string, T>, key: string, value: T | undefined): Record<string, T> {
  const copy = { ...record };
  if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

/** Drops fields set to undefined, so that a document is equal to itself read back from a file. */
function withoutUndefined<T extends object>(object: T): T {
  const names = Object.keys(object) as (keyof T)[];
  if (names.every((name) => object[name] !== undefined)) return object;
  const copy = { ...object };
  for (const name of names) if (copy[name] === undefined) delete copy[name];
  return copy;
}
