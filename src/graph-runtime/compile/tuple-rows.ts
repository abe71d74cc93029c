import type { OpGraph, Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { slice } from '../ops/slicing';

/** The members of tuples whose rows lie one after the other: `[batch × members, ...]` makes `members` values `[batch, ...]`. */
export function membersOf(graph: OpGraph, rows: Value, members: number): readonly Value[] {
  const [, ...each] = rows.shape;
  const grouped = reshape(graph, rows, [null, members, ...each]);
  const zeros = each.map(() => 0);
  return Array.from({ length: members }, (_, member) => {
    const part = slice(graph, grouped, [0, member, ...zeros], [null, 1, ...each]);
    return reshape(graph, part, [null, ...each]);
  });
}
