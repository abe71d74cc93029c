import { type LibraryBlock, libraryBlockSchema } from '../../../contract/library';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { layers } from '../../../graph-runtime/layers/registry';
import { flowEdits } from '../document/flow';
import { nodesOf, portsOfType, wiresOf } from '../document/network';
import { noteKey, notesOf } from '../document/notes';
import {
  type Alignment,
  align,
  arrange,
  arrangeSelection,
  carriedBy,
  distribute,
  turnFlow,
} from '../edits/arrange';
import { copyFragment, pasteFragment, readFragment, writeFragment } from '../edits/clipboard';
import { expandAll } from '../edits/expand-all';
import { expandBlock } from '../edits/expand-block';
import { applyFix } from '../edits/fixes';
import { addLibraryBlock, toLibraryBlock } from '../edits/library-block';
import { freshBlockName, makeBlock, makeUnique } from '../edits/make-block';
import { insertNetwork } from '../edits/network-block';
import {
  addNode,
  type Destination,
  moveElements,
  renameNode,
  setEnabled,
  setMuted,
  spliceNode,
} from '../edits/nodes';
import { addFrame, addNote, setNote } from '../edits/notes';
import { changeBlock, promoteParameter, setParameter, setRepeat } from '../edits/parameters';
import { placeExpanded } from '../edits/place-expanded';
import { isAutomatic, moveEdit } from '../edits/placing';
import { deleteElements, dissolveNodes } from '../edits/remove-nodes';
import { replaceNodes, sameKind } from '../edits/replace-nodes';
import type { EditContext, UserEdit } from '../edits/user-edit';
import { canSplice, connect, refusalOf, rewire } from '../edits/wires';
import { createLayoutRequest, type LayoutRequest, type LayoutResult } from '../layout/layout-request';

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

type Act = (
  context: EditContext,
  action: Action,
  around: Surroundings,
) => UserEdit | null | Promise<UserEdit | null>;

export const pick = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % Math.max(1, items.length)];

function someIds(context: EditContext, { a, b }: Action): Set<string> {
  const nodes = nodesOf(context.document, context.scope).map((node) => node.id);
  return new Set([pick(nodes, a), pick(nodes, b), pick(nodes, a + b)].flatMap((id) => id ?? []));
}

function someNotes(context: EditContext, { a, b }: Action): Set<string> {
  const notes = notesOf(context.document, context.scope).map((note) => note.id);
  return new Set([pick(notes, a), pick(notes, b)].flatMap((id) => id ?? []));
}

/** Somewhere to put a new node of a type: after a node, onto a wire, at a place, at the end of a wire drawn into the void. */
function destination(context: EditContext, type: string, { b, c }: Action): Destination {
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

const add: Act = (context, action) => {
  const blocks = Object.keys(context.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.a) ?? 'relu';
  return addNode(context, { type, label: type }, destination(context, type, action));
};

const wire: Act = (context, { a, b, c }) => {
  const from = pick(nodesOf(context.document, context.scope), a);
  const to = pick(nodesOf(context.document, context.scope), b);
  if (from === undefined || to === undefined) return null;
  const output = pick(portsOfType(context.document, from.type).outputs, c);
  const input = pick(portsOfType(context.document, to.type).inputs, c);
  if (output === undefined || input === undefined) return null;
  const ends = [
    { id: from.id, port: output.name },
    { id: to.id, port: input.name },
  ] as const;
  const old = pick(wiresOf(context.document, context.scope), c);
  const moved = c % 3 === 0 ? old : undefined;
  if (refusalOf(context, ...ends, moved) !== null) return null;
  return moved === undefined ? connect(context, ...ends) : rewire(context, moved, ...ends);
};

const change: Act = (context, { a, b, c }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  const value = pick([1, 2, 5, 'same', true, [3, 1], undefined, -7, '=filters * 2'], c);
  const ids = c % 3 === 0 ? [node.id, ...someIds(context, { kind: 0, a: b, b: c, c })] : [node.id];
  return setParameter(context, ids, name, name, value);
};

const promote: Act = (context, { a, b }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  return promoteParameter(context, node.id, name, { kind: 'integer', default: 3 });
};

const repeat: Act = (context, { a, c }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  return node === undefined ? null : setRepeat(context, node.id, pick([2, 3, undefined, '=layers'], c));
};

const copyAndPaste: Act = (context, action, around) => {
  const other = pick(around.others, action.b);
  // Now and then from another network: what was copied there, blocks and notes included, comes into this one.
  const isOther = action.c % 3 === 0 && other !== undefined;
  const source = isOther ? { ...context, document: other, scope: null, positions: new Map() } : context;
  const fragment = copyFragment(source, someIds(source, action), someNotes(source, action));
  if (fragment !== null) around.clipboard = writeFragment(fragment);
  const read = readFragment(around.clipboard);
  if (read === null) return null;
  const place =
    action.c % 2 === 0
      ? ({ kind: 'offset', by: 36 } as const)
      : ({ kind: 'at', position: { x: action.a % 700, y: action.b % 700 } } as const);
  return pasteFragment(context, read, place, action.c % 5 === 0 ? 'duplicate' : 'paste');
};

const cut: Act = (context, action, around) => {
  const nodes = new Set([...someIds(context, action)].slice(0, 2));
  const notes = someNotes(context, action);
  const fragment = copyFragment(context, nodes, notes);
  if (fragment === null) return null;
  around.clipboard = writeFragment(fragment);
  return deleteElements(context, nodes, [], [...notes]);
};

const restructure: Act = (context, action) => {
  const ids = someIds(context, action);
  if (action.c % 2 === 0) return makeBlock(context, ids, freshBlockName(context, ids));
  const node = pick(nodesOf(context.document, context.scope), action.a);
  const block = pick(Object.keys(context.document.blocks), action.b);
  if (action.c % 4 === 1) return node === undefined ? null : makeUnique(context, node.id);
  return block === undefined ? null : changeBlock(context.document, block, { name: `Block ${action.a % 9}` });
};

/** Content needs places where the user has arranged the nodes, as the command does it. */
const expand: Act = async (context, { a, c }, { layOut }) => {
  const isAll = c % 6 === 0;
  const node = pick(nodesOf(context.document, context.scope), a);
  const userEdit = isAll ? expandAll(context) : node === undefined ? null : expandBlock(context, node.id);
  if (userEdit === null || isAutomatic(context)) return userEdit;
  const after = applyEdits(context.document, userEdit.edits);
  if (nodesOf(after, context.scope).length > MOST_NODES) return null;
  if (isAll) {
    const { positions } = await layOut(createLayoutRequest(after, context.scope));
    const moves = [...positions].map(([id, position]) => moveEdit(context.scope, id, position));
    return { ...userEdit, edits: [...userEdit.edits, ...moves] };
  }
  const before = new Set(nodesOf(context.document, context.scope).map(({ id }) => id));
  const added = nodesOf(after, context.scope).flatMap(({ id }) => (before.has(id) ? [] : [id]));
  const { positions } = await layOut(createLayoutRequest(after, context.scope, new Set(added)));
  return placeExpanded(context, node?.id ?? '', userEdit, positions);
};

/** Saves a block to the library, or uses one that is there, in this network or a later one. */
const library: Act = (context, action, around) => {
  const block = pick(Object.keys(context.document.blocks), action.a);
  const made = block === undefined ? null : toLibraryBlock(context.document, blockType(block), block);
  // As it comes back from the disk.
  if (made !== null) around.library.push(libraryBlockSchema.parse(JSON.parse(JSON.stringify(made))));
  const entry = pick(around.library, action.b);
  if (entry === undefined) return null;
  const type = blockType(entry.block);
  const other = {
    ...context,
    document: { ...context.document, blocks: { ...entry.blocks, ...context.document.blocks } },
  };
  const to = destination(other, type, action);
  // Ports of a block that does not exist yet are known only afterwards.
  return addLibraryBlock(context, entry, to.kind === 'wire' ? { kind: 'place', position: { x: 0, y: 0 } } : to);
};

const insert: Act = (context, { a, b }, { others }) => {
  const network = pick(others, a);
  if (network === undefined || Object.keys(context.document.blocks).length > MOST_BLOCKS) return null;
  return insertNetwork(context, network, 'network', { kind: 'place', position: { x: b % 900, y: a % 900 } });
};

const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right', 'top', 'middle', 'bottom'];

const tidy: Act = (context, action) => {
  const ids = someIds(context, action);
  if (ids.size === 0) return null;
  if (action.c % 2 === 0) return align(context, ids, pick(ALIGNMENTS, action.c) ?? 'left');
  return distribute(context, ids, action.c % 4 === 1 ? 'vertical' : 'horizontal');
};

/** A drag: of nodes, of notes, of a frame with what lies in it; or of a loose node onto a wire. */
const move: Act = (context, action) => {
  const [first] = someIds(context, action);
  const wires = wiresOf(context.document, context.scope);
  const onto = pick(wires, action.c);
  const position = { x: action.a % 500, y: action.b % 500 };
  const node = nodesOf(context.document, context.scope).find(({ id }) => id === first);
  const isLoose = wires.every((other) => other.from.id !== first && other.to.id !== first);
  if (node !== undefined && onto !== undefined && isLoose && canSplice(context.document, node.type))
    return spliceNode(context, node.id, onto, position);
  const notes = someNotes(context, action);
  const keys = [...someIds(context, action), ...carriedBy(context, notes).keys(), ...[...notes].map(noteKey)];
  return keys.length === 0 ? null : moveElements(context, new Map(keys.map((key) => [key, position])));
};

/** Automatic layout: of the scope as it flows, another way, or of a selection. */
const layOutAgain: Act = async (context, action, { layOut }) => {
  const { document, scope } = context;
  if (nodesOf(document, scope).length === 0) return null;
  if (action.c % 3 === 0) {
    const ids = someIds(context, action);
    const { positions } = await layOut(createLayoutRequest(document, scope, ids));
    return arrangeSelection(context, positions);
  }
  const flow = pick(['down', 'right', undefined] as const, action.b);
  if (flow !== undefined && isAutomatic(context)) return turnFlow(context, flow);
  const turned = flow === undefined ? document : applyEdits(document, flowEdits(document, scope, flow));
  const { positions } = await layOut(createLayoutRequest(turned, scope));
  return arrange(context, positions, flow);
};

const remove: Act = (context, action) => {
  const ids = new Set([...someIds(context, action)].slice(0, 1));
  const cut = pick(wiresOf(context.document, context.scope), action.b);
  if (action.c % 3 === 0) return dissolveNodes(context, ids);
  if (action.c % 3 === 1 && cut !== undefined) return deleteElements(context, new Set(), [cut]);
  return deleteElements(context, ids, [], [...someNotes(context, action)].slice(0, action.c % 2));
};

const replace: Act = (context, action) => {
  const blocks = Object.keys(context.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.c) ?? 'relu';
  const ids = action.c % 3 === 0 ? sameKind(context, someIds(context, action)) : someIds(context, action);
  return replaceNodes(context, ids, { type, label: type })?.userEdit ?? null;
};

const fix: Act = (context, { a, b }) => {
  const problem = pick(analyze(context.document).diagnostics, a);
  const fix = problem === undefined ? undefined : pick(problem.fixes, b);
  return fix === undefined ? null : applyFix(context, fix, fix.code);
};

const nameOrSwitch: Act = (context, action) => {
  const ids = [...someIds(context, action)];
  const [first] = ids;
  if (first === undefined) return null;
  const kind = action.c % 3;
  if (kind === 0) return renameNode(context, first, action.c % 2 === 0 ? `name ${action.b % 7}` : '');
  return kind === 1 ? setEnabled(context, ids, action.a % 2 === 1) : setMuted(context, ids, action.a % 3 > 0);
};

const writeNote: Act = (context, action) => {
  const { a, b, c } = action;
  const note = pick(notesOf(context.document, context.scope), a);
  if (note === undefined || c % 3 === 0)
    return b % 2 === 0 ? addNote(context, { x: a % 900, y: b % 900 }) : addFrame(context, someIds(context, action));
  const size = { width: 120 + (a % 400), height: 48 + (b % 300) };
  const changes = pick([{ text: `Text ${b}` }, { color: 'blue' }, { kind: 'frame' as const }, { size }], c);
  return setNote({ ...note, ...changes }, false);
};

const settings: Act = ({ document }, { a, b }) =>
  a % 2 === 0
    ? {
        label: { key: 'changeTraining' },
        edits: [{ kind: 'set-training', changes: { epochs: 1 + (b % 30), seed: b } }],
      }
    : {
        label: { key: 'renameNetwork' },
        edits: [{ kind: 'set-name', name: `${document.name.slice(0, 20)} ${b % 5}` }],
      };

/** A user stops somewhere too: repeated pasting and expanding grow without end. */
export const MOST_NODES = 120;
const MOST_BLOCKS = 60;

/** Everything a user does, the common things more often. */
const ACTS: readonly Act[] = [
  ...[add, add, add, add, wire, wire, wire, change, change, change],
  ...[promote, repeat, copyAndPaste, copyAndPaste, cut, restructure, restructure, expand, library, insert],
  ...[replace, replace, tidy, tidy, move, move, layOutAgain, remove, remove, fix, nameOrSwitch, nameOrSwitch],
  ...[writeNote, writeNote, settings],
];

/** What the user does next; null when there is nothing to do it with. */
export async function act(
  context: EditContext,
  action: Action,
  around: Surroundings,
): Promise<UserEdit | null> {
  return (await pick(ACTS, action.kind)?.(context, action, around)) ?? null;
}
