import { expand } from '../../../graph-runtime/blocks/expand';
import type { FlatGroup } from '../../../graph-runtime/blocks/flat-graph';
import { portsWithNamedSizes } from '../../../graph-runtime/blocks/port-sizes';
import { isSameScope } from '../../../graph-runtime/blocks/use';
import { appendTo } from '../../../graph-runtime/collections/group-by';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { BlockSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { lastSegment } from '../../../graph-runtime/document/node-path';
import { type Substitution, writtenValue } from './substitute';

/** Every copy of every use of a block, by the node that uses it. */
const groupsOf = oncePer((document: NetloomDocument) => {
  const groups = new Map<FlatGroup['node'], FlatGroup[]>();
  for (const group of expand(document).graph.groups) appendTo(groups, group.node, group);
  return groups;
});

/**
 * The numbers for the sizes that a block's expressions name (`in.channels`), at one copy of a use that is written out. Empty where they are not
 * known, or differ between the places of the network that the use stands for: then the expressions stay, and are reported.
 *
 * @param document the one that holds `use`, this very object
 */
export function writtenSizes(
  document: NetloomDocument,
  block: BlockSpec,
  use: NodeSpec,
  index: number,
): Substitution {
  if (portsWithNamedSizes(block).length === 0) return new Map();
  const name = use.repeat === undefined ? use.id : `${use.id}${index + 1}`;
  const [first, ...others] = (groupsOf(document).get(use) ?? []).flatMap(({ path, sizes }) =>
    sizes !== undefined && lastSegment(path) === name ? [sizes] : [],
  );
  if (first === undefined || others.some((sizes) => !isSameScope(sizes, first))) return new Map();
  return new Map(
    [...first].flatMap(([name, size]) =>
      Number.isFinite(size) ? [[name, writtenValue(size)] as const] : [],
    ),
  );
}
