import type { LibraryBlock } from '../../../contract/library';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { nodesOf, portsOfType, wiresOf } from '../document/network';
import { notesOf } from '../document/notes';
import type { Destination } from '../edits/nodes';
import type { EditContext, UserEdit } from '../edits/user-edit';
import { canSplice } from '../edits/wires';
import type { LayoutRequest, LayoutResult } from '../layout/layout-request';

/** What a user does: which kind of action, and numbers that decide with what. */
export interface Action {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What outlives a document: the system's clipboard, the user's library of blocks, other networks, and the layout's engine. */
export interface Surroundings {
  clipboard: string;
  library: LibraryBlock[];
  readonly others: readonly NetloomDocument[];
  readonly layOut: (request: LayoutRequest) => Promise<LayoutResult>;
}

export type Act = (
  context: EditContext,
  action: Action,
  around: Surroundings,
) => UserEdit | null | Promise<UserEdit | null>;

export const pick = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % Math.max(1, items.length)];

export function someIds(context: EditContext, { a, b }: Action): Set<string> {
  const nodes = nodesOf(context.document, context.scope).map((node) => node.id);
  return new Set([pick(nodes, a), pick(nodes, b), pick(nodes, a + b)].flatMap((id) => id ?? []));
}

export function someNotes(context: EditContext, { a, b }: Action): Set<string> {
  const notes = notesOf(context.document, context.scope).map((note) => note.id);
  return new Set([pick(notes, a), pick(notes, b)].flatMap((id) => id ?? []));
}

/** Somewhere to put a new node of a type: after a node, onto a wire, at a place, at the end of a wire drawn into the void. */
export function destination(context: EditContext, type: string, { b, c }: Action): Destination {
  const wire = pick(wiresOf(context.document, context.scope), b);
  const node = pick(nodesOf(context.document, context.scope), b);
  const position = { x: b % 900, y: c % 900 };
  if (c % 4 === 0 && wire !== undefined && canSplice(context.document, type)) return { kind: 'wire', wire };
  if (node === undefined) return { kind: 'first' };
  if (c % 4 === 1) return { kind: 'after', id: node.id };
  const output = portsOfType(context.document, node.type).outputs[0];
  if (c % 4 === 2 && output !== undefined)
    return { kind: 'port', position, end: 'from', at: { id: node.id, port: output.name } };
  return { kind: 'place', position };
}

/** A user stops somewhere too: repeated pasting and expanding grow without end. */
export const MOST_NODES = 120;
