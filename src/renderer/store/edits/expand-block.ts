import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import { shippedTexts } from '../../../graph-runtime/messages/shipped-text';
import { findNode } from '../document/network';
import { fixPositions, isAutomatic } from './placing';
import type { EditContext, UserEdit } from './user-edit';
import { scopeToWrite, writeOut, writtenEdits } from './write-out';

/** Replaces a block's use by the block's content. Null where that cannot be written out. */
export function expandBlock(context: EditContext, id: string): UserEdit | null {
  const { document, scope } = context;
  const use = findNode(document, scope, id);
  const content = scopeContent(document, scope);
  if (use === undefined || content === undefined) return null;
  const before = scopeToWrite(content);
  const after = writeOut(document, before, (node) => node === use);
  if (after === null) return null;
  const name = blockName(use.type) ?? '';
  const there = new Set(before.nodes);
  return {
    label: {
      key: 'expandBlock',
      values: { name: use.name ?? shippedTexts(document.blocks[name]?.name ?? name) },
    },
    edits: [...(isAutomatic(context) ? [] : fixPositions(context)), ...writtenEdits(context, before, after)],
    select: after.nodes.flatMap((node) => (there.has(node) ? [] : [node.id])),
  };
}
