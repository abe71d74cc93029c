import { blockType } from './block-type';
import type { EdgeSpec, NetloomDocument, NodeSpec, Scope } from './document';
import type { DocumentEdit } from './edit';
import { parseEndpoint } from './endpoint';
import { isIdentifier } from './identifier';
import { renameSizes } from './rename-sizes';
import { scopeContent, updateScope } from './scope-content';
import type { ScopeContent } from './scope-draft';

type Rename = Extract<DocumentEdit, { kind: 'rename-node' }>;

/** Renames nodes of a scope one after the other, in one pass over its edges; edges follow. */
export function renameNodes(
  document: NetloomDocument,
  scope: Scope,
  renames: readonly Rename[],
): NetloomDocument {
  const content = scopeContent(document, scope);
  if (content === undefined) return document;
  if (renames.length === 1 || !isPlain(content, renames))
    return renames.reduce((current, { id, newId }) => renameNode(current, scope, id, newId), document);
  const names = finalNames(content, renames);
  if (names.size === 0) return document;
  const rename = (endpoint: string) => {
    const { id, port } = parseEndpoint(endpoint);
    const name = names.get(id);
    if (name === undefined) return endpoint;
    return port === undefined ? name : `${name}:${port}`;
  };
  return updateScope(document, scope, {
    nodes: content.nodes.map((node) => {
      const id = names.get(node.id);
      return followSharing(id === undefined ? node : { ...node, id }, (other) => names.get(other));
    }),
    edges: mapEdges(content.edges, rename, rename),
  });
}

/** Whether what the nodes are called in between does not matter. */
function isPlain({ nodes, edges }: ScopeContent, renames: readonly Rename[]): boolean {
  const [old, given] = [new Set(renames.map(({ id }) => id)), new Set(renames.map(({ newId }) => newId))];
  const ids = new Set(nodes.map(({ id }) => id));
  // The ports of a block are renamed at its uses, too; and of two nodes with one id only the first is meant.
  const hasPort = nodes.some(
    ({ id, type }) => old.has(id) && (type === 'blockInput' || type === 'blockOutput'),
  );
  if (hasPort || ids.size < nodes.length) return false;
  // A wire to a node that is not there (or sharing with it) is one to the node that takes its name, and follows it to the next.
  const isTaken = (id: string) => given.has(id) && !ids.has(id);
  const isTakenAt = (endpoint: string) => isTaken(parseEndpoint(endpoint).id);
  if (nodes.some(({ sharesWith }) => sharesWith !== undefined && isTaken(sharesWith))) return false;
  return !edges.some(({ from, to }) => isTakenAt(from) || isTakenAt(to));
}

/** A node that uses the weights of a renamed one uses them still; one that does not is the same object. */
export function followSharing(node: NodeSpec, newNameOf: (id: string) => string | undefined): NodeSpec {
  const sharesWith = node.sharesWith === undefined ? undefined : newNameOf(node.sharesWith);
  return sharesWith === undefined ? node : { ...node, sharesWith };
}

/** What the nodes are called after all renames, by what they are called now; one that cannot be done changes nothing. */
function finalNames(content: ScopeContent, renames: readonly Rename[]): ReadonlyMap<string, string> {
  const originals = new Map(content.nodes.map(({ id }) => [id, id]));
  const touched = new Set<string>();
  for (const { id, newId } of renames) {
    const original = originals.get(id);
    if (original === undefined || originals.has(newId) || !isIdentifier(newId)) continue;
    originals.delete(id);
    originals.set(newId, original);
    touched.add(original);
  }
  return new Map([...originals].flatMap(([id, original]) => (touched.has(original) ? [[original, id]] : [])));
}

function isUsableId(content: ScopeContent, id: string): boolean {
  return isIdentifier(id) && !content.nodes.some((node) => node.id === id);
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
  const isPort = scope !== null && node.type === 'blockInput';
  const { nodes, parameters } = isPort ? renameSizes(content, id, newId) : content;
  const place = content.nodes.indexOf(node);
  const renamed = updateScope(document, scope, {
    ...(isPort ? { parameters } : {}),
    nodes: nodes.map((candidate, at) =>
      followSharing(at === place ? { ...candidate, id: newId } : candidate, (other) =>
        other === id ? newId : undefined,
      ),
    ),
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
  const type = blockType(block);
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
    return { ...edge, from, to };
  });
  return isChanged ? mapped : edges;
}
