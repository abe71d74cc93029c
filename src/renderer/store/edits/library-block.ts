import type { LibraryBlock } from '../../../contract/contract';
import { shippedTexts } from '../../../graph-runtime/messages/shipped-text';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { blockEdits, blocksUsedBy } from './clipboard';
import { addNode, type Destination } from './nodes';
import { type Replaced, replaceNodes } from './replace-nodes';
import type { EditContext, UserEdit } from './user-edit';

/** How a block of the library is named in lists and drags, where a type is expected. */
const LIBRARY_PREFIX = 'library:';

export function libraryType(name: string): string {
  return `${LIBRARY_PREFIX}${name}`;
}

/** How a block that comes with the app is named there. */
const SHIPPED_PREFIX = 'shipped:';

export function shippedType(name: string): string {
  return `${SHIPPED_PREFIX}${name}`;
}

/** Whether a list's entry stands for a block that comes with the app. */
export function isShippedType(type: string): boolean {
  return type.startsWith(SHIPPED_PREFIX);
}

/** The name of the block, the user's own or one that comes with the app, that a list's entry stands for; null for any other type. */
export function libraryName(type: string): string | null {
  const prefix = [LIBRARY_PREFIX, SHIPPED_PREFIX].find((one) => type.startsWith(one));
  return prefix === undefined ? null : type.slice(prefix.length);
}

/** A block of the document, with all it is made of, as the library keeps it. Null for a type that is no block. */
export function toLibraryBlock(document: NetloomDocument, type: string, name: string): LibraryBlock | null {
  const block = blockName(type);
  if (block === null || !Object.hasOwn(document.blocks, block)) return null;
  const blocks = blocksUsedBy(document, [{ id: 'use', type }]);
  return { format: 'netloom-block', version: 1, name, block, blocks };
}

/**
 * Uses a block of the library: its definition comes into the document, under another name where that is taken by a different
 * block, and one use of it goes where `destination` says. Later changes here do not reach the library.
 */
export function addLibraryBlock(
  context: EditContext,
  entry: LibraryBlock,
  destination: Destination,
): UserEdit {
  const { edits, type, document } = withLibraryBlock(context, entry);
  const userEdit = addNode({ ...context, document }, { type, label: shippedTexts(entry.name) }, destination);
  return { ...userEdit, edits: [...edits, ...userEdit.edits] };
}

/** Replaces nodes with uses of a block of the library; null where there is none to replace. */
export function replaceWithLibraryBlock(
  context: EditContext,
  entry: LibraryBlock,
  ids: Iterable<string>,
): Replaced | null {
  const { edits, type, document } = withLibraryBlock(context, entry);
  const replaced = replaceNodes({ ...context, document }, ids, {
    type,
    label: shippedTexts(entry.name),
  });
  if (replaced === null) return null;
  return { ...replaced, userEdit: { ...replaced.userEdit, edits: [...edits, ...replaced.userEdit.edits] } };
}

function withLibraryBlock({ document }: EditContext, entry: LibraryBlock) {
  const { edits, names } = blockEdits(document, entry.blocks);
  const type = blockType(names.get(entry.block) ?? entry.block);
  return { edits, type, document: applyEdits(document, edits) };
}
