import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { updateScope } from '../../../graph-runtime/document/scope-content';
import { nodesOf } from '../document/network';
import { blocksUsedBy } from './clipboard';
import { fixPositions, isAutomatic } from './placing';
import type { EditContext, UserEdit } from './user-edit';
import { scopeToWrite, type WrittenScope, writeOut, writtenEdits } from './write-out';

/**
 * Replaces every block of the scope by its content, and the blocks in there too, until only layers are left or the scope is
 * full. A block that contains itself stays: it would never end. Null when there is no block to expand.
 */
export function expandAll(context: EditContext): UserEdit | null {
  const { document } = context;
  const content = scopeContent(document, context.scope);
  if (content === undefined) return null;
  const endless = endlessBlocks(document);
  const before = scopeToWrite(content);
  let after = before;
  // Each time in the document as far as it is written out: blocks may name the sizes of what comes in.
  const writeOnce = ({ nodes, edges }: WrittenScope) => {
    const current = updateScope(document, context.scope, { nodes: [...nodes], edges: [...edges] });
    return writeOut(current, { nodes, edges }, (node) => !endless.has(blockName(node.type) ?? ''));
  };
  for (let next = writeOnce(after); next !== null; next = writeOnce(after)) after = next;
  if (after === before) return null;
  const fixed = isAutomatic(context) ? [] : fixPositions(context);
  return {
    label: { key: 'expandAll' },
    edits: [...fixed, ...writtenEdits(context, before, after)],
    select: [],
  };
}

/** The blocks that contain themselves, in a block of theirs or right away. */
function endlessBlocks(document: NetloomDocument): ReadonlySet<string> {
  const names = Object.keys(document.blocks);
  return new Set(
    names.filter((name) => Object.hasOwn(blocksUsedBy(document, nodesOf(document, name)), name)),
  );
}
