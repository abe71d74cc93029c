import type { EdgeOrigin } from '../../blocks/flat-graph';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic';
import { scopeContent } from '../../document/apply-edits';
import type { EdgeSpec } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { type Cycle, findCycles } from '../order';
import type { IncomingWire, WiredNode } from '../wiring';
import { placeOfEdge, type RepairContext } from './repair-context';

/** More names than this do not help to find the way round. */
const MAXIMUM_NAMED = 8;

/** One diagnostic for each knot of nodes that all wait for one another, at its first node. */
export function diagnoseCycles(context: RepairContext, unordered: readonly WiredNode[]): Diagnostic[] {
  if (unordered.length === 0) return [];
  return findCycles(unordered).flatMap((cycle): Diagnostic[] => {
    const [first] = cycle.round;
    if (first === undefined) return [];
    const names = cycle.round.slice(0, MAXIMUM_NAMED).map(({ node }) => node.path);
    if (cycle.round.length > MAXIMUM_NAMED) names.push('…');
    names.push(first.node.path);
    const values = { cycle: names.join(' → ') };
    const fix = cutCycle(context, cycle);
    return [
      {
        code: 'cycle',
        severity: 'error',
        path: first.node.path,
        origin: first.node.origin,
        received: values.cycle,
        values,
        fixes: fix === null ? [] : [fix],
      },
    ];
  });
}

/** Removes every wire that leads back. Null when one of them is no edge that could be removed. */
function cutCycle(context: RepairContext, { backWires }: Cycle): Fix | null {
  const edges = backWires.map((wire) => outermostEdge(wire));
  if (edges.length === 0 || edges.some((origin) => placeOfEdge(context, origin) === -1)) return null;
  // Wires within a block that is used several times may share one edge.
  const distinct = new Map(
    edges.map((origin) => [`${origin.scope} ${origin.edge.from} ${origin.edge.to}`, origin]),
  );
  const origins = Array.from(distinct.values());
  const values = {
    from: origins.map(({ edge }) => edge.from).join(', '),
    to: origins.map(({ edge }) => edge.to).join(', '),
  };
  return {
    code: origins.length === 1 ? 'remove-edge' : 'remove-edges',
    values,
    edits: origins.flatMap(({ scope, edge }) => {
      const copies =
        scopeContent(context.document, scope)?.edges.filter((other) => isSameEdge(other, edge)) ?? [];
      return copies.map((): DocumentEdit => ({ kind: 'remove-edge', scope, edge }));
    }),
  };
}

/** A wire may be there twice, which is another mistake; both must go. */
function isSameEdge(a: EdgeSpec, b: EdgeSpec): boolean {
  return a.from === b.from && a.to === b.to;
}

/**
 * Of the edges that a wire runs along, the one furthest outside: cutting a wire between two uses of a block must not change the
 * block. The scope that is met first along the way in and last on the way out is the outermost.
 */
function outermostEdge({ edge }: IncomingWire): EdgeOrigin {
  const all = [...edge.via, edge.origin];
  return all.find(({ scope }) => scope === null) ?? commonScope(all) ?? edge.origin;
}

/** Where a wire leaves one block and enters the next, the edge between them is in neither block's scope. */
function commonScope(origins: readonly EdgeOrigin[]): EdgeOrigin | undefined {
  const first = origins[0]?.scope;
  const last = origins.at(-1)?.scope;
  return origins.find(({ scope }) => scope !== first && scope !== last);
}
