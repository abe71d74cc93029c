import type { BlockSpec, EdgeSpec, NetloomDocument, NodeSpec, ParameterValue, Scope } from './document';
import { identifierSchema } from './document';
import type { ApplyEdits, DocumentEdit } from './edit';
import { parseEndpoint } from './endpoint';
import { isReservedName } from './guard';

/**
 * Applies edits in order. Pure: what an edit does not touch is the same object as before, so that everything derived from it
 * can be kept. An edit that cannot be applied (its node is gone, its id is taken) changes nothing: edits come from gestures and
 * repairs that may be older than the document they meet.
 */
export const applyEdits: ApplyEdits = (document, edits) => edits.reduce(applyEdit, document);

/** One edit; the same document when it cannot be applied. */
export function applyEdit(document: NetloomDocument, edit: DocumentEdit): NetloomDocument {
  switch (edit.kind) {
    case 'add-node':
      return addNode(document, edit);
    case 'remove-node':
      return removeNode(document, edit.scope, edit.id);
    case 'update-node':
      return updateNode(document, edit.scope, edit.id, (node) => ({
        ...node,
        ...edit.changes,
        type: edit.changes.type ?? node.type,
      }));
    case 'rename-node':
      return renameNode(document, edit.scope, edit.id, edit.newId);
    case 'set-parameter':
      return updateNode(document, edit.scope, edit.id, (node) =>
        setParameter(node, edit.parameter, edit.value),
      );
    case 'add-edge':
      return updateEdges(document, edit.scope, (edges) => insertAt(edges, edit.edge, edit.index));
    case 'remove-edge':
      return updateEdges(document, edit.scope, (edges) => removeEdge(edges, edit.edge, edit.index));
    case 'set-block':
      return setBlock(document, edit.name, edit.block);
    case 'set-flow':
      return setFlow(document, edit);
    case 'set-scope-parameters':
      return updateScope(document, edit.scope, { parameters: edit.parameters });
    case 'set-note':
      return setNote(document, edit);
    case 'set-training':
      return { ...document, training: { ...document.training, ...withoutUndefined(edit.changes) } };
    case 'set-dataset':
      return { ...document, dataset: edit.dataset };
    case 'set-name':
      return { ...document, name: edit.name };
    case 'set-about':
      return withoutUndefined({ ...document, about: edit.about });
  }
}

/** What a scope holds: the network itself, or one of its blocks. */
export type ScopeContent = Pick<BlockSpec, 'parameters' | 'nodes' | 'edges'>;

/** The content of a scope; undefined when there is no block of that name. */
export function scopeContent(document: NetloomDocument, scope: Scope): ScopeContent | undefined {
  if (scope === null) return document;
  return Object.hasOwn(document.blocks, scope) ? document.blocks[scope] : undefined;
}

function updateScope(
  document: NetloomDocument,
  scope: Scope,
  changes: Partial<ScopeContent>,
): NetloomDocument {
  if (scope === null) return { ...document, ...changes };
  if (!Object.hasOwn(document.blocks, scope)) return document;
  const block = document.blocks[scope];
  if (block === undefined) return document;
  return { ...document, blocks: { ...document.blocks, [scope]: { ...block, ...changes } } };
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

function updateNode(
  document: NetloomDocument,
  scope: Scope,
  id: string,
  change: (node: NodeSpec) => NodeSpec,
): NetloomDocument {
  const content = scopeContent(document, scope);
  const place = content?.nodes.findIndex((node) => node.id === id) ?? -1;
  const node = content?.nodes[place];
  if (content === undefined || node === undefined) return document;
  const changed = change(node);
  if (changed === node) return document;
  const nodes = content.nodes.slice();
  nodes[place] = withoutUndefined(changed);
  return updateScope(document, scope, { nodes });
}

/** A node without any parameter of its own has no `parameters` at all, so that taking an edit back leaves no trace. */
function setParameter(node: NodeSpec, name: string, value: ParameterValue | undefined): NodeSpec {
  if (!isIdentifier(name)) return node;
  const old = node.parameters ?? {};
  if (value === undefined && !Object.hasOwn(old, name)) return node;
  const parameters = withEntry(old, name, value);
  return { ...node, parameters: Object.keys(parameters).length === 0 ? undefined : parameters };
}

function updateEdges(
  document: NetloomDocument,
  scope: Scope,
  change: (edges: readonly EdgeSpec[]) => EdgeSpec[] | null,
): NetloomDocument {
  const content = scopeContent(document, scope);
  const edges = content === undefined ? null : change(content.edges);
  return edges === null ? document : updateScope(document, scope, { edges });
}

function addNode(
  document: NetloomDocument,
  edit: Extract<DocumentEdit, { kind: 'add-node' }>,
): NetloomDocument {
  const content = scopeContent(document, edit.scope);
  if (content === undefined || !isUsableId(content, edit.node.id)) return document;
  return updateScope(document, edit.scope, { nodes: insertAt(content.nodes, edit.node, edit.index) });
}

function isUsableId(content: ScopeContent, id: string): boolean {
  return isIdentifier(id) && !content.nodes.some((node) => node.id === id);
}

function isIdentifier(id: string): boolean {
  return identifierSchema.safeParse(id).success && !isReservedName(id);
}

function removeNode(document: NetloomDocument, scope: Scope, id: string): NetloomDocument {
  const content = scopeContent(document, scope);
  const place = content?.nodes.findIndex((node) => node.id === id) ?? -1;
  if (content === undefined || place === -1) return document;
  const edges = content.edges.some((edge) => isAtNode(edge, id))
    ? content.edges.filter((edge) => !isAtNode(edge, id))
    : content.edges;
  return updateScope(document, scope, { nodes: content.nodes.filter((_, at) => at !== place), edges });
}

/** Whether the edge begins or ends at the node. */
export function isAtNode(edge: EdgeSpec, id: string): boolean {
  return parseEndpoint(edge.from).id === id || parseEndpoint(edge.to).id === id;
}

/** A block's port nodes are known outside by their ids, so renaming one renames the port wherever the block is used. */
function renameNode(document: NetloomDocument, scope: Scope, id: string, newId: string): NetloomDocument {
  const content = scopeContent(document, scope);
  const node = content?.nodes.find((candidate) => candidate.id === id);
  if (content === undefined || node === undefined || !isUsableId(content, newId)) return document;
  const rename = (endpoint: string) => {
    const { id: at, port } = parseEndpoint(endpoint);
    if (at !== id) return endpoint;
    return port === undefined ? newId : `${newId}:${port}`;
  };
  const renamed = updateScope(document, scope, {
    nodes: content.nodes.map((candidate) => (candidate === node ? { ...candidate, id: newId } : candidate)),
    edges: mapEdges(content.edges, rename, rename),
  });
  if (scope === null) return renamed;
  if (node.type === 'blockInput') return renamePort(renamed, scope, 'to', id, newId);
  return node.type === 'blockOutput' ? renamePort(renamed, scope, 'from', id, newId) : renamed;
}

function renamePort(
  document: NetloomDocument,
  block: string,
  end: 'from' | 'to',
  port: string,
  newPort: string,
): NetloomDocument {
  const type = `block:${block}`;
  const scopes: Scope[] = [null, ...Object.keys(document.blocks)];
  return scopes.reduce((current, scope) => {
    const content = scopeContent(current, scope);
    if (content === undefined) return current;
    const uses = new Set(content.nodes.filter((node) => node.type === type).map((node) => node.id));
    if (uses.size === 0) return current;
    const rename = (endpoint: string) => {
      const parsed = parseEndpoint(endpoint);
      return uses.has(parsed.id) && parsed.port === port ? `${parsed.id}:${newPort}` : endpoint;
    };
    const keep = (endpoint: string) => endpoint;
    const edges = mapEdges(content.edges, end === 'from' ? rename : keep, end === 'to' ? rename : keep);
    return edges === content.edges ? current : updateScope(current, scope, { edges });
  }, document);
}

/** The same list when nothing changes, the same edges where they do not. */
function mapEdges(
  edges: EdgeSpec[],
  mapFrom: (endpoint: string) => string,
  mapTo: (endpoint: string) => string,
): EdgeSpec[] {
  let isChanged = false;
  const mapped = edges.map((edge) => {
    const from = mapFrom(edge.from);
    const to = mapTo(edge.to);
    if (from === edge.from && to === edge.to) return edge;
    isChanged = true;
    return { from, to };
  });
  return isChanged ? mapped : edges;
}

function insertAt<T>(items: readonly T[], item: T, index: number | undefined): T[] {
  if (index === undefined || index >= items.length) return [...items, item];
  const place = Math.max(0, Math.floor(index));
  return [...items.slice(0, place), item, ...items.slice(place)];
}

function removeEdge(
  edges: readonly EdgeSpec[],
  edge: EdgeSpec,
  index: number | undefined,
): EdgeSpec[] | null {
  const place = edgePlace(edges, edge, index);
  return place === -1 ? null : edges.filter((_, at) => at !== place);
}

/** Where an edge stands: at `index` when it is that one, otherwise the first that is equal; -1 when there is none. */
export function edgePlace(edges: readonly EdgeSpec[], edge: EdgeSpec, index?: number): number {
  const isEqual = (other: EdgeSpec | undefined) => other?.from === edge.from && other?.to === edge.to;
  if (index !== undefined && isEqual(edges[index])) return index;
  return edges.findIndex(isEqual);
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
  return { ...document, notes: document.notes.map((old, at) => (at === place ? { ...note, id } : old)) };
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
