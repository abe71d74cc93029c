import { libraryBlockSchema } from '../../../contract/library';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockType } from '../../../graph-runtime/document/block-type';
import { nodesOf } from '../document/network';
import { copyFragment, pasteFragment, readFragment, writeFragment } from '../edits/clipboard';
import { expandAll } from '../edits/expand-all';
import { expandBlock } from '../edits/expand-block';
import { addLibraryBlock, toLibraryBlock } from '../edits/library-block';
import { freshBlockName, makeBlock, makeUnique } from '../edits/make-block';
import { insertNetwork } from '../edits/network-block';
import { changeBlock } from '../edits/parameters';
import { placeExpanded } from '../edits/place-expanded';
import { isAutomatic, moveEdit } from '../edits/placing';
import { deleteElements } from '../edits/remove-nodes';
import { createLayoutRequest } from '../layout/layout-request';
import { type Act, destination, MOST_NODES, pick, someIds, someNotes } from './random-choice';

/** What a user does with blocks, fragments and whole networks. */

const MOST_BLOCKS = 60;

export const copyAndPaste: Act = (context, action, around) => {
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

export const cut: Act = (context, action, around) => {
  const nodes = new Set([...someIds(context, action)].slice(0, 2));
  const notes = someNotes(context, action);
  const fragment = copyFragment(context, nodes, notes);
  if (fragment === null) return null;
  around.clipboard = writeFragment(fragment);
  return deleteElements(context, nodes, [], [...notes]);
};

export const restructure: Act = (context, action) => {
  const ids = someIds(context, action);
  if (action.c % 2 === 0) return makeBlock(context, ids, freshBlockName(context, ids));
  const node = pick(nodesOf(context.document, context.scope), action.a);
  const block = pick(Object.keys(context.document.blocks), action.b);
  if (action.c % 4 === 1) return node === undefined ? null : makeUnique(context, node.id);
  return block === undefined ? null : changeBlock(context.document, block, { name: `Block ${action.a % 9}` });
};

/** Content needs places where the user has arranged the nodes, as the command does it. */
export const expand: Act = async (context, { a, c }, { layOut }) => {
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
export const library: Act = (context, action, around) => {
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
  return addLibraryBlock(
    context,
    entry,
    to.kind === 'wire' ? { kind: 'place', position: { x: 0, y: 0 } } : to,
  );
};

export const insert: Act = (context, { a, b }, { others }) => {
  const network = pick(others, a);
  if (network === undefined || Object.keys(context.document.blocks).length > MOST_BLOCKS) return null;
  return insertNetwork(context, network, 'network', { kind: 'place', position: { x: b % 900, y: a % 900 } });
};
