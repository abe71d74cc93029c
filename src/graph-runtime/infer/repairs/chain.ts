import type { ResolvedParameter } from '../../layers/parameter';
import { isSameShape, type TensorType } from '../../layers/tensor-type';
import type { IncomingWire, WiredNode } from '../wiring';
import type { RepairContext } from './repair-context';

/** The most nodes upstream that are searched for the cause. */
const MAXIMUM_LENGTH = 32;

/**
 * The layers before a wire that work for this wire alone: each has one input, and its result goes nowhere else. The last one
 * feeds the wire.
 */
export function chainBefore(wire: IncomingWire): readonly WiredNode[] {
  const chain: WiredNode[] = [];
  let node = wire.from;
  while (chain.length < MAXIMUM_LENGTH && node.incoming.length === 1 && node.outgoing.length === 1) {
    chain.unshift(node);
    const [before] = node.incoming;
    if (before === undefined) break;
    node = before.from;
  }
  return chain;
}

/** A change to one parameter of a layer in a chain. */
export interface ParameterChange {
  readonly node: WiredNode;
  readonly parameter: string;
  readonly value: ResolvedParameter;
}

/** The type at the end of a chain when some of its parameters were others; null when a layer would refuse. */
export function inferChain(
  context: RepairContext,
  chain: readonly WiredNode[],
  changes: readonly ParameterChange[],
): TensorType | null {
  const [first] = chain;
  let type = (first === undefined ? undefined : context.nodes.get(first.node.path)?.inputs[0]) ?? null;
  for (const wired of chain) {
    if (type === null || wired.layer === undefined) return null;
    const own = changes.filter(({ node }) => node === wired);
    const changed = Object.fromEntries(own.map(({ parameter, value }) => [parameter, value]));
    const result = wired.layer.infer({ ...wired.node.parameters, ...changed }, [type]);
    type = result.ok ? (result.outputs[0] ?? null) : null;
  }
  return type;
}

/** One change to a single whole-number parameter (filters, units) after which the chain gives `shape`; the nearest layer first. */
export function findSizeChange(
  context: RepairContext,
  chain: readonly WiredNode[],
  shape: readonly number[],
): ParameterChange | null {
  const value = shape.at(-1) ?? 0;
  for (const node of [...chain].reverse()) {
    for (const [parameter, description] of Object.entries(node.layer?.parameters ?? {})) {
      if (description.kind !== 'integer' || node.node.parameters[parameter] === value) continue;
      if (value < description.minimum || value > description.maximum) continue;
      const change = { node, parameter, value };
      const type = inferChain(context, chain, [change]);
      if (type !== null && isSameShape(type.shape, shape)) return change;
    }
  }
  return null;
}

/** The nearest yes-or-no parameter whose opposite makes the chain give what is wanted. */
export function findSwitch(
  context: RepairContext,
  chain: readonly WiredNode[],
  isWanted: (type: TensorType) => boolean,
): ParameterChange | null {
  for (const node of [...chain].reverse()) {
    for (const [parameter, description] of Object.entries(node.layer?.parameters ?? {})) {
      if (description.kind !== 'boolean') continue;
      const change = { node, parameter, value: node.node.parameters[parameter] !== true };
      const type = inferChain(context, chain, [change]);
      if (type !== null && isWanted(type)) return change;
    }
  }
  return null;
}

/** The fewest paddings, from the nearest layer back, that set to `same` make the chain give `shape`. */
export function findPaddingChanges(
  context: RepairContext,
  chain: readonly WiredNode[],
  shape: readonly number[],
): readonly ParameterChange[] | null {
  const changes: ParameterChange[] = [];
  for (const node of [...chain].reverse()) {
    for (const [parameter, description] of Object.entries(node.layer?.parameters ?? {})) {
      if (description.kind !== 'padding' || !description.allowsNamed) continue;
      if (node.node.parameters[parameter] === 'same') continue;
      changes.push({ node, parameter, value: 'same' });
      const type = inferChain(context, chain, changes);
      if (type !== null && isSameShape(type.shape, shape)) return changes;
    }
  }
  return null;
}
