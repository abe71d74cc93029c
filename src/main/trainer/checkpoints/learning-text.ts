import { blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';

/** Which nodes of a document learn otherwise than at the schedule's rate, for people; '–' where none do. */
export interface LearningText {
  /** `conv1, block:residual/conv2` */
  readonly frozen: string;
  /** `conv1 0.1` */
  readonly factors: string;
}

/** What a checkpoint says of frozen nodes and factors of the learning rate: the first decides which slots there are, the second only the course. */
export function learningText({ nodes, blocks }: NetloomDocument): LearningText {
  const named = [
    ...nodes.map((node) => ({ name: node.id, node })),
    ...Object.entries(blocks).flatMap(([block, content]) =>
      content.nodes.map((node) => ({ name: `${blockType(block)}/${node.id}`, node })),
    ),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = (textOf: (node: NodeSpec, name: string) => string | null) => {
    const texts = named.flatMap(({ name, node }) => textOf(node, name) ?? []);
    return texts.length === 0 ? '–' : texts.join(', ');
  };
  return {
    frozen: list(({ trainable }, name) => (trainable === false ? name : null)),
    factors: list(({ learningRateFactor: factor = 1 }, name) => (factor === 1 ? null : `${name} ${factor}`)),
  };
}
