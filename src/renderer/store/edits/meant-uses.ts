import { blockName } from '../../../graph-runtime/document/block-type';
import {
  type BlockSpec,
  DOCUMENT_LIMITS,
  type NetloomDocument,
  type NodeSpec,
} from '../../../graph-runtime/document/document';

/** More copies than this are not written out: that is what repeating is for. */
const MOST_COPIES = 256;

/** Which uses are written out: of those that share weights all, or none where one of them cannot be or has no room. */
export function meantUses(
  document: NetloomDocument,
  nodes: readonly NodeSpec[],
  isChosen: (use: NodeSpec) => boolean,
): (use: NodeSpec) => boolean {
  const isWritable = (use: NodeSpec) => blockOf(document, use) !== undefined && writableCopies(use) !== null;
  const isMeant = withSharing(nodes, isChosen, isWritable);
  const crowded = new Set<string>();
  let count = nodes.length;
  for (const use of nodes.filter(isMeant)) {
    const inside = blockOf(document, use)?.nodes ?? [];
    const copies = writableCopies(use) ?? 0;
    if (count + copies * inside.length > DOCUMENT_LIMITS.nodesPerScope) crowded.add(use.id);
    else count += copies * inside.filter(({ type }) => !isPort(type)).length;
  }
  return withSharing(nodes, isChosen, (use) => isWritable(use) && !crowded.has(use.id));
}

/** How often a use is to be written; null where that is no number, or too many. */
export function writableCopies(use: NodeSpec): number | null {
  const copies = repeatCount(use);
  return copies !== null && Number.isInteger(copies) && copies >= 0 && copies <= MOST_COPIES ? copies : null;
}

function isPort(type: string): boolean {
  return type === 'blockInput' || type === 'blockOutput';
}

/** How many copies a use stands for: none when it is switched off; null where an expression decides. */
function repeatCount(use: NodeSpec): number | null {
  if (use.enabled === false) return 0;
  if (typeof use.enabled === 'string') return null;
  if (use.repeat === undefined) return 1;
  return typeof use.repeat === 'number' ? use.repeat : null;
}

/** The block that a node is a use of. */
export function blockOf(document: NetloomDocument, use: NodeSpec): BlockSpec | undefined {
  const name = blockName(use.type);
  return name !== null && Object.hasOwn(document.blocks, name) ? document.blocks[name] : undefined;
}

/**
 * The chosen uses, and those that share weights with them: each written out for itself would have its own. Of uses that share, all are
 * written out or none.
 */
function withSharing(
  nodes: readonly NodeSpec[],
  isChosen: (use: NodeSpec) => boolean,
  isWritable: (use: NodeSpec) => boolean,
): (use: NodeSpec) => boolean {
  const chosen = withPartners(nodes, isChosen);
  const staying = withPartners(nodes, (node) => chosen.has(node.id) && !isWritable(node));
  return ({ id }) => chosen.has(id) && !staying.has(id);
}

/** The ids of nodes, and of all that share weights with them, directly or through others. */
function withPartners(nodes: readonly NodeSpec[], isMeant: (node: NodeSpec) => boolean): ReadonlySet<string> {
  const ids = new Set(nodes.filter(isMeant).map(({ id }) => id));
  const sharing = nodes.filter(({ sharesWith }) => sharesWith !== undefined);
  for (let size = -1; size !== ids.size; ) {
    size = ids.size;
    for (const { id, sharesWith = '' } of sharing) {
      if (ids.has(id) !== ids.has(sharesWith)) ids.add(id).add(sharesWith);
    }
  }
  return ids;
}
