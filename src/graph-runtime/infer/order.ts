import type { IncomingWire, WiredNode } from './wiring';

/** An order of computation: every node after those it reads from (Kahn's algorithm, in document order where it is free). */
export interface ComputationOrder {
  readonly ordered: readonly WiredNode[];
  /** Nodes on a cycle or after one, in document order. */
  readonly unordered: readonly WiredNode[];
}

export function orderNodes(nodes: readonly WiredNode[]): ComputationOrder {
  const waitingFor = new Int32Array(nodes.length);
  const ordered: WiredNode[] = [];
  for (const node of nodes) {
    waitingFor[node.index] = node.incoming.length;
    if (node.incoming.length === 0) ordered.push(node);
  }
  // The list grows while it is walked along.
  for (const node of ordered) {
    for (const next of node.outgoing) {
      const left = (waitingFor[next.index] ?? 0) - 1;
      waitingFor[next.index] = left;
      if (left === 0) ordered.push(next);
    }
  }
  if (ordered.length === nodes.length) return { ordered, unordered: [] };
  return { ordered, unordered: nodes.filter((node) => (waitingFor[node.index] ?? 0) > 0) };
}

/** A knot of nodes that all depend on one another. */
export interface Cycle {
  /** One way round, beginning with the first node in document order. */
  readonly round: readonly WiredNode[];
  /** Wires that, taken away together, leave no cycle in the knot: those that lead back in a walk from its first node. */
  readonly backWires: readonly IncomingWire[];
}

/**
 * The cycles among nodes that could not be ordered, one for each strongly connected component. Both passes keep their own
 * stacks, so that a long chain cannot exhaust the program's.
 */
export function findCycles(unordered: readonly WiredNode[]): Cycle[] {
  return components(unordered).map((members) => {
    const [first] = members;
    const inside = new Set(members);
    const backWires = first === undefined ? [] : findBackWires(first, inside);
    const [wire] = backWires;
    return { round: wire === undefined ? members : wayRound(wire, inside), backWires };
  });
}

/** Strongly connected components with a cycle in them, each in document order (Tarjan, 1972, made iterative). */
function components(nodes: readonly WiredNode[]): WiredNode[][] {
  const inside = new Set(nodes);
  const numbers = new Map<WiredNode, number>();
  const lowest = new Map<WiredNode, number>();
  const open: WiredNode[] = [];
  const isOpen = new Set<WiredNode>();
  const found: WiredNode[][] = [];
  const close = (node: WiredNode) => {
    const members: WiredNode[] = [];
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      isOpen.delete(member);
      members.push(member);
      if (member === node) break;
    }
    if (members.length > 1 || node.outgoing.includes(node))
      found.push(members.sort((a, b) => a.index - b.index));
  };
  for (const root of nodes) {
    if (numbers.has(root)) continue;
    const walk = [{ node: root, next: 0 }];
    for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
      const { node } = step;
      if (step.next === 0) {
        numbers.set(node, numbers.size);
        lowest.set(node, numbers.get(node) ?? 0);
        open.push(node);
        isOpen.add(node);
      }
      const next = node.outgoing[step.next];
      step.next += 1;
      if (next === undefined) {
        if (lowest.get(node) === numbers.get(node)) close(node);
        walk.pop();
        const before = walk.at(-1)?.node;
        if (before !== undefined) lower(lowest, before, lowest.get(node) ?? 0);
      } else if (inside.has(next) && !numbers.has(next)) {
        walk.push({ node: next, next: 0 });
      } else if (isOpen.has(next)) {
        lower(lowest, node, numbers.get(next) ?? 0);
      }
    }
  }
  return found.sort((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0));
}

function lower(lowest: Map<WiredNode, number>, node: WiredNode, number: number): void {
  lowest.set(node, Math.min(lowest.get(node) ?? number, number));
}

/** Wires that lead to a node the depth-first walk is still below; without them the walk has no way back. */
function findBackWires(first: WiredNode, inside: ReadonlySet<WiredNode>): IncomingWire[] {
  const state = new Map<WiredNode, 'below' | 'done'>([[first, 'below']]);
  const walk = [{ node: first, next: 0 }];
  const back = new Set<IncomingWire>();
  for (let step = walk.at(-1); step !== undefined; step = walk.at(-1)) {
    const { node } = step;
    const next = node.outgoing[step.next];
    step.next += 1;
    if (next === undefined) {
      state.set(node, 'done');
      walk.pop();
    } else if (inside.has(next) && state.get(next) === undefined) {
      state.set(next, 'below');
      walk.push({ node: next, next: 0 });
    } else if (state.get(next) === 'below') {
      for (const wire of next.incoming) if (wire.from === node) back.add(wire);
    }
  }
  return Array.from(back);
}

/** The shortest way from where a wire leads back to where it comes from, found breadth first. */
function wayRound(wire: IncomingWire, inside: ReadonlySet<WiredNode>): WiredNode[] {
  const start = wire.from.outgoing.find((node) => node.incoming.includes(wire)) ?? wire.from;
  const cameFrom = new Map<WiredNode, WiredNode | null>([[start, null]]);
  for (const node of cameFrom.keys()) {
    if (node === wire.from) break;
    for (const next of node.outgoing) {
      if (inside.has(next) && !cameFrom.has(next)) cameFrom.set(next, node);
    }
  }
  const round: WiredNode[] = [];
  for (let node: WiredNode | null | undefined = wire.from; node; node = cameFrom.get(node))
    round.unshift(node);
  return round;
}
