import { expand } from '../../../graph-runtime/blocks/expand';
import { portsWithNamedSizes } from '../../../graph-runtime/blocks/port-sizes';
import { isSameScope } from '../../../graph-runtime/blocks/use';
import type { BlockSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { lastSegment } from '../../../graph-runtime/document/node-path';
import type { Substitution } from './substitute';

/**
 * The numbers for the sizes that a block's expressions name (`in.channels`), at one copy of a use that is written out. Empty where they are not
 * known, or differ between the places of the network that the use stands for: then the expressions stay, and are reported.
 */
export function writtenSizes(
  document: NetloomDocument,
  block: BlockSpec,
  use: NodeSpec,
  index: number,
): Substitution {
  if (portsWithNamedSizes(block).length === 0) return new Map();
  const name = use.repeat === undefined ? use.id : `${use.id}${index + 1}`;
  const [first, ...others] = expand(document).graph.groups.flatMap(({ node, path, sizes }) =>
    node === use && sizes !== undefined && lastSegment(path) === name ? [sizes] : [],
  );
  if (first === undefined || others.some((sizes) => !isSameScope(sizes, first))) return new Map();
  return new Map([...first].filter(([, size]) => Number.isFinite(size)));
}
