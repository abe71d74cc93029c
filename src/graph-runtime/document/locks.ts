import { blockName } from './block-type';
import type { NetloomDocument, NodeSpec, Scope } from './document';
import { parseEndpoint } from './endpoint';
import { scopeContent } from './scope-content';

/** A locked node that an edit would change. */
export interface LockedNode {
  readonly scope: Scope;
  readonly id: string;
}

/** Whether any node is locked. */
export function hasLocks(document: NetloomDocument): boolean {
  return scopesOf(document).some((scope) =>
    scopeContent(document, scope)?.nodes.some(({ locked }) => locked === true),
  );
}

/**
 * Locked nodes of a document that are not in another one as they were: removed, of another type, name, state or parameters, with other wires into
 * them, or uses of a block that holds something else. Where they lie does not count, nor whether they are locked there.
 */
export function changedLocks(before: NetloomDocument, after: NetloomDocument): readonly LockedNode[] {
  if (before === after) return [];
  return scopesOf(before).flatMap((scope) => {
    const locked = scopeContent(before, scope)?.nodes.filter((node) => node.locked === true) ?? [];
    if (locked.length === 0) return [];
    const now = new Map(scopeContent(after, scope)?.nodes.map((node) => [node.id, node]));
    const [wires, wiresNow] = [wiresInto(before, scope), wiresInto(after, scope)];
    return locked.flatMap(({ id, ...rest }) => {
      const node = now.get(id);
      const isSame =
        node !== undefined &&
        isSameNode({ id, ...rest }, node) &&
        wires.get(id) === wiresNow.get(id) &&
        isSameBlock(before, after, rest.type, new Set());
      return isSame ? [] : [{ scope, id }];
    });
  });
}

function scopesOf(document: NetloomDocument): readonly Scope[] {
  return [null, ...Object.keys(document.blocks)];
}

function isSameNode(one: NodeSpec, other: NodeSpec): boolean {
  return one === other || essence(one) === essence(other);
}

/** What a node is, as text: without where it lies and whether it is locked. */
function essence({ position: _, locked: __, ...node }: NodeSpec): string {
  return JSON.stringify(node, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** For each node, the wires into it as text, in their order. */
function wiresInto(document: NetloomDocument, scope: Scope): ReadonlyMap<string, string> {
  const wires = new Map<string, string>();
  for (const { from, to } of scopeContent(document, scope)?.edges ?? []) {
    const { id } = parseEndpoint(to);
    wires.set(id, `${wires.get(id) ?? ''}${from}>${to} `);
  }
  return wires;
}

/** Whether a block, and all that it is made of, computes the same; true for the type of a layer. */
function isSameBlock(
  before: NetloomDocument,
  after: NetloomDocument,
  type: string,
  seen: Set<string>,
): boolean {
  const name = blockName(type);
  if (name === null || seen.has(name)) return true;
  seen.add(name);
  const [old, now] = [scopeContent(before, name), scopeContent(after, name)];
  if (old === undefined || now === undefined) return old === now;
  const isSame =
    old === now ||
    (JSON.stringify(old.parameters) === JSON.stringify(now.parameters) &&
      JSON.stringify(old.edges) === JSON.stringify(now.edges) &&
      old.nodes.length === now.nodes.length &&
      old.nodes.every((node, at) => isSameNode(node, now.nodes[at] ?? node)));
  return isSame && old.nodes.every((node) => isSameBlock(before, after, node.type, seen));
}
