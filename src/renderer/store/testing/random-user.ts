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
  stage: EditContext,
  action: Action,
  around: Surroundings,
) => UserEdit | null | Promise<UserEdit | null>;

export const pick = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % Math.max(1, items.length)];

function someIds(stage: EditContext, { a, b }: Action): Set<string> {
  const nodes = nodesOf(stage.document, stage.scope).map((node) => node.id);
  return new Set([pick(nodes, a), pick(nodes, b), pick(nodes, a + b)].flatMap((id) => id ?? []));
}

function someNotes(stage: EditContext, { a, b }: Action): Set<string> {
  const notes = notesOf(stage.document, stage.scope).map((note) => note.id);
  return new Set([pick(notes, a), pick(notes, b)].flatMap((id) => id ?? []));
}

/** Somewhere to put a new node of a type: behind a node, onto a wire, at a place, at the end of a wire drawn into the void. */
function destination(stage: EditContext, type: string, { b, c }: Action): Destination {
  const wire = pick(wiresOf(stage.document, stage.scope), b);
  const node = pick(nodesOf(stage.document, stage.scope), b);
  const position = { x: b % 900, y: c % 900 };
  if (c % 4 === 0 && wire !== undefined && canSplice(stage.document, type)) return { kind: 'wire', wire };
  if (node === undefined) return { kind: 'first' };
  if (c % 4 === 1) return { kind: 'after', id: node.id };
  const output = portsOfType(stage.document, node.type).outputs[0];
  if (c % 4 === 2 && output !== undefined)
    return { kind: 'port', position, end: 'from', at: { id: node.id, port: output.name } };
  return { kind: 'place', position };
}

const add: Act = (stage, action) => {
  const blocks = Object.keys(stage.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.a) ?? 'relu';
  return addNode(stage, { type, label: type }, destination(stage, type, action));
};

const wire: Act = (stage, { a, b, c }) => {
  const from = pick(nodesOf(stage.document, stage.scope), a);
  const to = pick(nodesOf(stage.document, stage.scope), b);
  if (from === undefined || to === undefined) return null;
  const output = pick(portsOfType(stage.document, from.type).outputs, c);
  const input = pick(portsOfType(stage.document, to.type).inputs, c);
  if (output === undefined || input === undefined) return null;
  const ends = [
    { id: from.id, port: output.name },
    { id: to.id, port: input.name },
  ] as const;
  const old = pick(wiresOf(stage.document, stage.scope), c);
  const moved = c % 3 === 0 ? old : undefined;
  if (refusalOf(stage, ...ends, moved) !== null) return null;
  return moved === undefined ? connect(stage, ...ends) : rewire(stage, moved, ...ends);
};

const change: Act = (stage, { a, b, c }) => {
  const node = pick(nodesOf(stage.document, stage.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  const value = pick([1, 2, 5, 'same', true, [3, 1], undefined, -7, '=filters * 2'], c);
  const ids = c % 3 === 0 ? [node.id, ...someIds(stage, { kind: 0, a: b, b: c, c })] : [node.id];
  return setParameter(stage, ids, name, name, value);
};

const promote: Act = (stage, { a, b }) => {
  const node = pick(nodesOf(stage.document, stage.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  return promoteParameter(stage, node.id, name, { kind: 'integer', default: 3 });
};

const repeat: Act = (stage, { a, c }) => {
  const node = pick(nodesOf(stage.document, stage.scope), a);
  return node === undefined ? null : setRepeat(stage, node.id, pick([2, 3, undefined, '=layers'], c));
};

const copyAndPaste: Act = (stage, action, around) => {
  const other = pick(around.others, action.b);
  // Now and then from another network: what was copied there, blocks and notes included, comes into this one.
  const isOther = action.c % 3 === 0 && other !== undefined;
  const source = isOther ? { ...stage, document: other, scope: null, positions: new Map() } : stage;
  const fragment = copyFragment(source, someIds(source, action), someNotes(source, action));
  if (fragment !== null) around.clipboard = writeFragment(fragment);
  const read = readFragment(around.clipboard);
  if (read === null) return null;
  const place =
    action.c % 2 === 0
      ? ({ kind: 'offset', by: 36 } as const)
      : ({ kind: 'at', position: { x: action.a % 700, y: action.b % 700 } } as const);
  return pasteFragment(stage, read, place, action.c % 5 === 0 ? 'duplicate' : 'paste');
};

const cut: Act = (stage, action, around) => {
  const nodes = new Set([...someIds(stage, action)].slice(0, 2));
  const notes = someNotes(stage, action);
  const fragment = copyFragment(stage, nodes, notes);
  if (fragment === null) return null;
  around.clipboard = writeFragment(fragment);
  return deleteElements(stage, nodes, [], [...notes]);
};

const restructure: Act = (stage, action) => {
  const ids = someIds(stage, action);
  if (action.c % 2 === 0) return makeBlock(stage, ids, freshBlockName(stage, ids));
  const node = pick(nodesOf(stage.document, stage.scope), action.a);
  const block = pick(Object.keys(stage.document.blocks), action.b);
  if (action.c % 4 === 1) return node === undefined ? null : makeUnique(stage, node.id);
  return block === undefined ? null : changeBlock(stage.document, block, { name: `Block ${action.a % 9}` });
};

/** Content needs places where the user has arranged the nodes, as the command does it. */
const expand: Act = async (stage, { a, c }, { layOut }) => {
  const isAll = c % 6 === 0;
  const node = pick(nodesOf(stage.document, stage.scope), a);
  const step = isAll ? expandAll(stage) : node === undefined ? null : expandBlock(stage, node.id);
  if (step === null || isAutomatic(stage)) return step;
  const after = applyEdits(stage.document, step.edits);
  if (nodesOf(after, stage.scope).length > MOST_NODES) return null;
  if (isAll) {
    const { positions } = await layOut(createLayoutRequest(after, stage.scope));
    const moves = [...positions].map(([id, position]) => moveEdit(stage.scope, id, position));
    return { ...step, edits: [...step.edits, ...moves] };
  }
  const before = new Set(nodesOf(stage.document, stage.scope).map(({ id }) => id));
  const added = nodesOf(after, stage.scope).flatMap(({ id }) => (before.has(id) ? [] : [id]));
  const { positions } = await layOut(createLayoutRequest(after, stage.scope, new Set(added)));
  return placeExpanded(stage, node?.id ?? '', step, positions);
};

/** Saves a block to the library, or uses one that is there, in this network or a later one. */
const library: Act = (stage, action, around) => {
  const block = pick(Object.keys(stage.document.blocks), action.a);
  const made = block === undefined ? null : toLibraryBlock(stage.document, blockType(block), block);
  // As it comes back from the disk.
  if (made !== null) around.library.push(libraryBlockSchema.parse(JSON.parse(JSON.stringify(made))));
  const entry = pick(around.library, action.b);
  if (entry === undefined) return null;
  const type = blockType(entry.block);
  const other = {
    ...stage,
    document: { ...stage.document, blocks: { ...entry.blocks, ...stage.document.blocks } },
  };
  const to = destination(other, type, action);
  // Ports of a block that does not exist yet are known only afterwards.
  return addLibraryBlock(stage, entry, to.kind === 'wire' ? { kind: 'place', position: { x: 0, y: 0 } } : to);
};

const insert: Act = (stage, { a, b }, { others }) => {
  const network = pick(others, a);
  if (network === undefined || Object.keys(stage.document.blocks).length > MOST_BLOCKS) return null;
  return insertNetwork(stage, network, 'network', { kind: 'place', position: { x: b % 900, y: a % 900 } });
};

const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right', 'top', 'middle', 'bottom'];

const tidy: Act = (stage, action) => {
  const ids = someIds(stage, action);
  if (ids.size === 0) return null;
  if (action.c % 2 === 0) return align(stage, ids, pick(ALIGNMENTS, action.c) ?? 'left');
  return distribute(stage, ids, action.c % 4 === 1 ? 'vertical' : 'horizontal');
};

/** A drag: of nodes, of notes, of a frame with what lies in it; or of a loose node onto a wire. */
const move: Act = (stage, action) => {
  const [first] = someIds(stage, action);
  const wires = wiresOf(stage.document, stage.scope);
  const onto = pick(wires, action.c);
  const position = { x: action.a % 500, y: action.b % 500 };
  const node = nodesOf(stage.document, stage.scope).find(({ id }) => id === first);
  const isLoose = wires.every((other) => other.from.id !== first && other.to.id !== first);
  if (node !== undefined && onto !== undefined && isLoose && canSplice(stage.document, node.type))
    return spliceNode(stage, node.id, onto, position);
  const notes = someNotes(stage, action);
  const keys = [...someIds(stage, action), ...carriedBy(stage, notes).keys(), ...[...notes].map(noteKey)];
  return keys.length === 0 ? null : moveElements(stage, new Map(keys.map((key) => [key, position])));
};

/** Automatic layout: of the scope as it flows, another way, or of a selection. */
const layOutAgain: Act = async (stage, action, { layOut }) => {
  const { document, scope } = stage;
  if (nodesOf(document, scope).length === 0) return null;
  if (action.c % 3 === 0) {
    const ids = someIds(stage, action);
    const { positions } = await layOut(createLayoutRequest(document, scope, ids));
    return arrangeSelection(stage, positions);
  }
  const flow = pick(['down', 'right', undefined] as const, action.b);
  if (flow !== undefined && isAutomatic(stage)) return turnFlow(stage, flow);
  const turned = flow === undefined ? document : applyEdits(document, flowEdits(document, scope, flow));
  const { positions } = await layOut(createLayoutRequest(turned, scope));
  return arrange(stage, positions, flow);
};

const remove: Act = (stage, action) => {
  const ids = new Set([...someIds(stage, action)].slice(0, 1));
  const cut = pick(wiresOf(stage.document, stage.scope), action.b);
  if (action.c % 3 === 0) return dissolveNodes(stage, ids);
  if (action.c % 3 === 1 && cut !== undefined) return deleteElements(stage, new Set(), [cut]);
  return deleteElements(stage, ids, [], [...someNotes(stage, action)].slice(0, action.c % 2));
};

const replace: Act = (stage, action) => {
  const blocks = Object.keys(stage.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.c) ?? 'relu';
  const ids = action.c % 3 === 0 ? sameKind(stage, someIds(stage, action)) : someIds(stage, action);
  return replaceNodes(stage, ids, { type, label: type })?.step ?? null;
};

const fix: Act = (stage, { a, b }) => {
  const problem = pick(analyze(stage.document).diagnostics, a);
  const fix = problem === undefined ? undefined : pick(problem.fixes, b);
  return fix === undefined ? null : applyFix(stage, fix, fix.code);
};

const nameOrSwitch: Act = (stage, action) => {
  const ids = [...someIds(stage, action)];
  const [first] = ids;
  if (first === undefined) return null;
  const kind = action.c % 3;
  if (kind === 0) return renameNode(stage, first, action.c % 2 === 0 ? `name ${action.b % 7}` : '');
  return kind === 1 ? setEnabled(stage, ids, action.a % 2 === 1) : setMuted(stage, ids, action.a % 3 > 0);
};

const writeNote: Act = (stage, action) => {
  const { a, b, c } = action;
  const note = pick(notesOf(stage.document, stage.scope), a);
  if (note === undefined || c % 3 === 0)
    return b % 2 === 0 ? addNote(stage, { x: a % 900, y: b % 900 }) : addFrame(stage, someIds(stage, action));
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
  stage: EditContext,
  action: Action,
  around: Surroundings,
): Promise<UserEdit | null> {
  return (await pick(ACTS, action.kind)?.(stage, action, around)) ?? null;
}
