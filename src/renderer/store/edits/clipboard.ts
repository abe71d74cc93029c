import { z } from 'zod';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import {
  blockSchema,
  DOCUMENT_LIMITS,
  type EdgeSpec,
  edgeSchema,
  identifierSchema,
  type NetloomDocument,
  type NodeSpec,
  type NoteSpec,
  nodeSchema,
  noteSchema,
  type Position,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { followSharing } from '../../../graph-runtime/document/rename-nodes';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { nodesOf, wiresOf } from '../document/network';
import { noteKey, notesOf } from '../document/notes';
import { copyName, NodeIds } from './fresh-id';
import { parametersFor } from './make-block';
import { fixPositions, wholePlace } from './placing';
import { defaultsOf, substituteNode } from './substitute';
import type { EditContext, UserEdit } from './user-edit';

/**
 * Part of a network as text: nodes, the wires between them, the blocks they use, notes and frames. The clipboard carries it, so it
 * can go to another window, a chat or a text file and back.
 */
const fragmentSchema = z
  .object({
    format: z.literal('netloom-fragment'),
    version: z.literal(1),
    nodes: z.array(nodeSchema).max(DOCUMENT_LIMITS.nodesPerScope),
    edges: z.array(edgeSchema).max(DOCUMENT_LIMITS.edgesPerScope),
    /** What the expressions of the nodes name: the parameters of the block, or network, that they come from. */
    parameters: blockSchema.shape.parameters,
    blocks: z.record(identifierSchema, blockSchema).default({}),
    notes: z.array(noteSchema).max(DOCUMENT_LIMITS.notes).default([]),
  })
  .refine(({ nodes, notes }) => nodes.length + notes.length > 0);
export type Fragment = z.infer<typeof fragmentSchema>;

/** Characters of a text that is worth reading as a fragment. */
const MAXIMUM_TEXT = 20_000_000;

/** The selected nodes with the wires between them and every block they need, and the selected notes and frames. */
export function copyFragment(
  context: EditContext,
  ids: ReadonlySet<string>,
  noteIds: ReadonlySet<string> = new Set(),
): Fragment | null {
  const chosen = nodesOf(context.document, context.scope).filter((node) => ids.has(node.id));
  const notes = notesOf(context.document, context.scope).filter((note) => noteIds.has(note.id));
  if (chosen.length === 0 && notes.length === 0) return null;
  const nodes = chosen.map((node): NodeSpec => {
    const position = node.position ?? context.positions.get(node.id);
    return position === undefined ? node : { ...node, position };
  });
  const edges = wiresOf(context.document, context.scope)
    .filter((wire) => ids.has(wire.from.id) && ids.has(wire.to.id))
    .map((wire) => wire.edge);
  return {
    format: 'netloom-fragment',
    version: 1,
    nodes,
    edges,
    parameters: parametersFor(context, nodes),
    blocks: blocksUsedBy(context.document, nodes),
    notes,
  };
}

/** The blocks that nodes use, and the blocks inside those. */
export function blocksUsedBy(document: NetloomDocument, nodes: readonly NodeSpec[]): Fragment['blocks'] {
  const used: Fragment['blocks'] = {};
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = blockName(node.type);
    const block = name === null || Object.hasOwn(used, name) ? undefined : scopeBlock(document, name);
    if (name === null || block === undefined) continue;
    used[name] = block;
    open.push(...block.nodes);
  }
  return used;
}

function scopeBlock(document: NetloomDocument, name: string) {
  return scopeContent(document, name) === undefined ? undefined : document.blocks[name];
}

export function writeFragment(fragment: Fragment): string {
  return JSON.stringify(fragment, null, 1);
}

/** Reads a fragment from clipboard text; null for any other text. */
export function readFragment(text: string): Fragment | null {
  if (text.length > MAXIMUM_TEXT || !text.includes('netloom-fragment')) return null;
  try {
    const parsed = fragmentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: some other text that mentions the format.
    return null;
  }
}

/** Where a pasted fragment goes: its top left corner to a place, or moved a little from where it was copied. */
export type PastePlace =
  | { readonly kind: 'at'; readonly position: Position }
  | { readonly kind: 'offset'; readonly by: number };

/** Puts a fragment into the open scope under new ids. */
export function pasteFragment(
  context: EditContext,
  fragment: Fragment,
  place: PastePlace,
  key: 'paste' | 'duplicate',
): UserEdit {
  const { nodes, edges: wires } = fittedTo(context, fragment);
  const taken = new NodeIds(nodesOf(context.document, context.scope));
  const ids = new Map<string, string>();
  for (const node of nodes) ids.set(node.id, taken.takeCopyOf(node));
  const { edits: definitions, names: renamed } = blockEdits(context.document, fragment.blocks);
  const shift = shiftFor(fragment, place);
  // A note alone leaves the automatic layout its work; a frame holds what it was drawn around.
  const holdsPlaces = nodes.length > 0 || fragment.notes.some((note) => note.kind === 'frame');
  const edits: DocumentEdit[] = [...(holdsPlaces ? fixPositions(context) : []), ...definitions];
  for (const node of nodes)
    edits.push({
      kind: 'add-node',
      scope: context.scope,
      node: followSharing(moved(retype({ ...node, id: ids.get(node.id) ?? node.id }, renamed), shift), (id) =>
        ids.get(id),
      ),
    });
  for (const edge of wires)
    edits.push({ kind: 'add-edge', scope: context.scope, edge: renamedEdge(edge, ids) });
  const notes = pastedNotes(context, fragment.notes, shift);
  for (const note of notes) edits.push({ kind: 'set-note', id: note.id, note });
  return {
    label: { key, values: { count: nodes.length + notes.length } },
    edits,
    select: [...ids.values(), ...notes.map((note) => noteKey(note.id))],
  };
}

/**
 * What of a fragment makes sense in the open scope: the ports of a block only in a block, and numbers instead of the names of
 * parameters that there are not here.
 */
function fittedTo({ document, scope }: EditContext, fragment: Fragment): Pick<Fragment, 'nodes' | 'edges'> {
  const isKept = ({ type }: NodeSpec) => scope !== null || (type !== 'blockInput' && type !== 'blockOutput');
  const dropped = new Set(fragment.nodes.flatMap((node) => (isKept(node) ? [] : [node.id])));
  const isAtPort = (endpoint: string) => dropped.has(parseEndpoint(endpoint).id);
  const known = new Set((scopeContent(document, scope)?.parameters ?? []).map(({ name }) => name));
  const values = new Map([...defaultsOf(fragment.parameters)].filter(([name]) => !known.has(name)));
  const kept = fragment.nodes.filter(isKept);
  return {
    nodes: values.size === 0 ? kept : kept.map((node) => substituteNode(node, values)),
    edges: fragment.edges.filter(({ from, to }) => !isAtPort(from) && !isAtPort(to)),
  };
}

/** Notes under new ids in the open scope, as far as the document has room for them. */
function pastedNotes(context: EditContext, notes: readonly NoteSpec[], shift: Position): NoteSpec[] {
  const taken = new Set(context.document.notes.map((note) => note.id));
  return notes.slice(0, Math.max(0, DOCUMENT_LIMITS.notes - taken.size)).map((note) => {
    const id = copyName(note.id, taken);
    taken.add(id);
    const position = wholePlace({ x: note.position.x + shift.x, y: note.position.y + shift.y });
    return { ...note, id, scope: context.scope, position };
  });
}

/** Edits that bring blocks into a document, and the names they have there. */
export function blockEdits(
  document: NetloomDocument,
  blocks: Fragment['blocks'],
): { readonly edits: readonly DocumentEdit[]; readonly names: ReadonlyMap<string, string> } {
  const names = renamedBlocks(document, blocks);
  const edits = [...names].flatMap(([name, newName]): DocumentEdit[] => {
    const block = blocks[name];
    if (block === undefined || Object.hasOwn(document.blocks, newName)) return [];
    const nodes = block.nodes.map((node) => retype(node, names));
    return [{ kind: 'set-block', name: newName, block: { ...block, nodes } }];
  });
  return { edits, names };
}

/** Names for the fragment's blocks here: the same for an equal block, a new one where another block has the name. */
function renamedBlocks(document: NetloomDocument, blocks: Fragment['blocks']): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(document.blocks));
  for (const [name, block] of Object.entries(blocks)) {
    const here = document.blocks[name];
    const isEqual = here !== undefined && JSON.stringify(here) === JSON.stringify(block);
    const newName = here === undefined || isEqual ? name : copyName(name, taken);
    taken.add(newName);
    names.set(name, newName);
  }
  return names;
}

function retype(node: NodeSpec, renamed: ReadonlyMap<string, string>): NodeSpec {
  const name = blockName(node.type);
  const newName = name === null ? undefined : renamed.get(name);
  return newName === undefined || newName === name ? node : { ...node, type: blockType(newName) };
}

function shiftFor(fragment: Fragment, place: PastePlace): Position {
  if (place.kind === 'offset') return { x: place.by, y: place.by };
  const placed = [...fragment.nodes, ...fragment.notes].flatMap(({ position }) => position ?? []);
  if (placed.length === 0) return { x: 0, y: 0 };
  return {
    x: place.position.x - Math.min(...placed.map((position) => position.x)),
    y: place.position.y - Math.min(...placed.map((position) => position.y)),
  };
}

function moved(node: NodeSpec, shift: Position): NodeSpec {
  if (node.position === undefined) return node;
  return {
    ...node,
    position: wholePlace({ x: node.position.x + shift.x, y: node.position.y + shift.y }),
  };
}

function renamedEdge(edge: EdgeSpec, ids: ReadonlyMap<string, string>): EdgeSpec {
  const rename = (endpoint: string) => {
    const { id, port } = parseEndpoint(endpoint);
    const newId = ids.get(id) ?? id;
    return port === undefined ? newId : `${newId}:${port}`;
  };
  return { ...edge, from: rename(edge.from), to: rename(edge.to) };
}
