import { applyEdits, isAtNode, scopeContent } from './apply-edits';
import { changesBack } from './change-fields';
import type { NetloomDocument, NodeSpec, Scope } from './document';
import type { DocumentEdit } from './edit';
import type { FieldPlace } from './field-place';
import { edgePlace, type ScopeContent } from './scope-draft';

/**
 * The edits that take `edits` back: applied to the result of `applyEdits(document, edits)` they give a document equal to
 * `document`, in its order of nodes, edges and notes.
 */
export function invertEdits(document: NetloomDocument, edits: readonly DocumentEdit[]): DocumentEdit[] {
  const inverses: DocumentEdit[][] = [];
  let current = document;
  for (const edit of edits) {
    const next = applyEdits(current, [edit]);
    // An edit that could not be applied needs no undoing.
    if (next !== current) inverses.push(invertEdit(current, edit));
    current = next;
  }
  return inverses.reverse().flat();
}

/** The inverse of an edit that did change `before`. */
function invertEdit(before: NetloomDocument, edit: DocumentEdit): DocumentEdit[] {
  switch (edit.kind) {
    case 'add-node':
      return [
        { kind: 'remove-node', scope: edit.scope, id: edit.node.id },
        ...edgesAt(scopeContent(before, edit.scope), edit.scope, edit.node.id),
      ];
    case 'remove-node':
      return invertRemoval(before, edit);
    case 'update-node':
      return invertUpdate(before, edit);
    case 'rename-node':
      return invertRenaming(before, edit);
    case 'set-parameter':
      return invertParameter(before, edit);
    case 'add-edge': {
      const count = scopeContent(before, edit.scope)?.edges.length ?? 0;
      const index = Math.max(0, Math.min(count, Math.floor(edit.index ?? count)));
      return [{ kind: 'remove-edge', scope: edit.scope, edge: edit.edge, index }];
    }
    case 'remove-edge': {
      const edges = scopeContent(before, edit.scope)?.edges ?? [];
      const index = edgePlace(edges, edit.edge, edit.index);
      return [{ kind: 'add-edge', scope: edit.scope, edge: edges[index] ?? edit.edge, index }];
    }
    case 'set-block':
      return [{ kind: 'set-block', name: edit.name, block: own(before.blocks, edit.name) }];
    case 'set-flow': {
      const { scope } = edit;
      const flow = scope === null ? before.flow : own(before.blocks, scope)?.flow;
      return [{ kind: 'set-flow', scope, flow }];
    }
    case 'set-scope-parameters':
      return [{ ...edit, parameters: scopeContent(before, edit.scope)?.parameters ?? [] }];
    case 'set-note': {
      const index = before.notes.findIndex((note) => note.id === edit.id);
      // Replacing a note keeps what else its position had: it is removed first.
      const removal: DocumentEdit = { kind: 'set-note', id: edit.id, note: undefined };
      return [removal, { kind: 'set-note', id: edit.id, note: before.notes[index], index }];
    }
    case 'set-training':
      return restoreFields(before, edit, ['training']);
    case 'set-dataset':
      return restoreFields(before, edit, ['dataset']);
    case 'set-name':
      return [{ kind: 'set-name', name: before.name }];
    case 'set-about':
      return [{ kind: 'set-about', about: before.about }];
    case 'change-fields':
      return restoreFields(before, edit, edit.place);
  }
}

/** Sets the fields of an object to what they were. */
function restoreFields(before: NetloomDocument, edit: DocumentEdit, place: FieldPlace): DocumentEdit[] {
  const changes = changesBack(before, applyEdits(before, [edit]), place);
  return [{ kind: 'change-fields', place, changes }];
}

function findNode(content: ScopeContent | undefined, id: string): NodeSpec | undefined {
  return content?.nodes.find((node) => node.id === id);
}

/** The edges at a node, each to be added at its place; a file may hold edges to a node that is not there. */
function edgesAt(content: ScopeContent | undefined, scope: Scope, id: string): DocumentEdit[] {
  const edits = content?.edges.map((edge, index): DocumentEdit[] =>
    isAtNode(edge, id) ? [{ kind: 'add-edge', scope, edge, index }] : [],
  );
  return edits?.flat() ?? [];
}

/** The node comes back at its place, and every edge it had at its own. */
function invertRemoval(
  before: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'remove-node' }>,
): DocumentEdit[] {
  const content = scopeContent(before, edit.scope);
  const node = findNode(content, edit.id);
  if (content === undefined || node === undefined) return [];
  const index = content.nodes.indexOf(node);
  return [{ kind: 'add-node', scope: edit.scope, node, index }, ...edgesAt(content, edit.scope, edit.id)];
}

/** Renaming back, and then whatever edges had the new name already, before there was a node or port of that name. */
function invertRenaming(
  before: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'rename-node' }>,
): DocumentEdit[] {
  const back: DocumentEdit = { kind: 'rename-node', scope: edit.scope, id: edit.newId, newId: edit.id };
  const after = applyEdits(before, [edit, back]);
  const scopes: Scope[] = [null, ...Object.keys(before.blocks)];
  const corrections = scopes.flatMap((scope) => {
    const restored = scopeContent(after, scope)?.edges ?? [];
    return (scopeContent(before, scope)?.edges ?? []).flatMap((edge, index): DocumentEdit[] => {
      const other = restored[index];
      if (other === undefined || (other.from === edge.from && other.to === edge.to)) return [];
      return [
        { kind: 'remove-edge', scope, edge: other, index },
        { kind: 'add-edge', scope, edge, index },
      ];
    });
  });
  return [back, ...corrections];
}

function invertUpdate(
  before: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'update-node' }>,
): DocumentEdit[] {
  const node = findNode(scopeContent(before, edit.scope), edit.id);
  if (node === undefined) return [];
  const changes: typeof edit.changes = {};
  if ('type' in edit.changes) changes.type = node.type;
  if ('name' in edit.changes) changes.name = node.name;
  if ('enabled' in edit.changes) changes.enabled = node.enabled;
  if ('muted' in edit.changes) changes.muted = node.muted;
  if ('repeat' in edit.changes) changes.repeat = node.repeat;
  if ('position' in edit.changes) changes.position = node.position;
  const back: DocumentEdit = { kind: 'update-node', scope: edit.scope, id: edit.id, changes };
  // A position that takes the place of another keeps what else that one had: it is removed first.
  const removal: DocumentEdit = { ...back, changes: { position: undefined } };
  return changes.position === undefined ? [back] : [removal, back];
}

function invertParameter(
  before: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'set-parameter' }>,
): DocumentEdit[] {
  const node = findNode(scopeContent(before, edit.scope), edit.id);
  return [{ ...edit, value: own(node?.parameters ?? {}, edit.parameter) }];
}

/** The record's own entry: `toString` is a name like any other. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
