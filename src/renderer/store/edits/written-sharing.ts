import type { NodeSpec } from '../../../graph-runtime/document/document';

/** A use of a block that was written out. */
export interface WrittenUse {
  readonly use: NodeSpec;
  readonly copies: readonly WrittenCopy[];
}

interface WrittenCopy {
  readonly nodes: readonly NodeSpec[];
  /** What the nodes of the block are called in it. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * The nodes of a use, copy by copy. Where the use had the weights of another, its nodes have those of the other's nodes.
 *
 * @param all the uses that were written out together
 */
export function sharingNodes({ use, copies }: WrittenUse, all: readonly WrittenUse[]): NodeSpec[] {
  const owner = all.find(({ use: { id } }) => id === use.sharesWith);
  return copies.flatMap(({ nodes, names }, copy) => {
    const others = owner?.copies[copy]?.names;
    if (others === undefined) return nodes;
    const owners = new Map(Array.from(names, ([inside, id]) => [id, others.get(inside)]));
    // What shares inside of the block does so in both.
    return nodes.map((node) => {
      const sharesWith = node.sharesWith ?? owners.get(node.id);
      return sharesWith === undefined ? node : { ...node, sharesWith };
    });
  });
}
