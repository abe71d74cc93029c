import { appendTo } from '../../../collections/group-by';
import type { BuiltNode } from './built-node';
import type { SourceTensor } from './weight-values';

/**
 * The nodes that use the weights of an earlier one: calls of a layer that the file calls more than once, or, where files know no layers, nodes with the
 * same tensors. Equal values alone say little (all normalizations of an untrained network have the same): a kernel has to be among them, or
 * what enters has to share, too.
 */
export function weightOwners(nodes: readonly BuiltNode[]): ReadonlyMap<BuiltNode, BuiltNode> {
  const owners = new Map<BuiltNode, BuiltNode>();
  const known = new Map<string, BuiltNode[]>();
  for (const node of nodes) {
    if (node.weights.size === 0) continue;
    const key = keyOf(node);
    const owner = known.get(key)?.find((other) => isSameCall(node, other, owners));
    if (owner === undefined) appendTo(known, key, node);
    else owners.set(node, owner);
  }
  return owners;
}

/** What nodes must have in common to be calls of one layer. */
function keyOf({ type, parameters, weights, callOf }: BuiltNode): string {
  const names = Array.from(weights, ([own, { name, shape }]) => [own, name, shape]);
  return JSON.stringify([type, parameters, callOf ?? null, names]);
}

function isSameCall(node: BuiltNode, other: BuiltNode, owners: ReadonlyMap<BuiltNode, BuiltNode>): boolean {
  const pairs = Array.from(node.weights, ([name, tensor]) => [tensor, other.weights.get(name)] as const);
  if (node.callOf === undefined && !isTelling(node, other, owners)) return false;
  return pairs.every(([a, b]) => b !== undefined && isSameTensor(a, b));
}

type Owners = ReadonlyMap<BuiltNode, BuiltNode>;

function isTelling(node: BuiltNode, other: BuiltNode, owners: Owners): boolean {
  const tensors = [...node.weights.values()];
  if (tensors.some(({ name, shape }) => name !== '' && shape.length > 1)) return true;
  const [from, before] = [node.inputs[0], other.inputs[0]];
  return from !== undefined && before !== undefined && areCalls(from, before, owners, 0);
}

/** How many layers without weights may lie between two that share. */
const FARTHEST = 16;

/** Whether two nodes are calls of what shares, or follow from such by layers without weights. */
function areCalls(a: BuiltNode, b: BuiltNode, owners: Owners, distance: number): boolean {
  if (a === b || distance > FARTHEST) return false;
  if (a.weights.size > 0) return (owners.get(a) ?? a) === (owners.get(b) ?? b);
  const isSameLayer = a.type === b.type && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
  return (
    isSameLayer &&
    a.inputs.length === b.inputs.length &&
    a.inputs.length > 0 &&
    a.inputs.every((input, at) => {
      const own = b.inputs[at];
      return own !== undefined && areCalls(input, own, owners, distance + 1);
    })
  );
}

/** Of the same name, but computed otherwise they may be others: a normalization may be folded into one of them. */
function isSameTensor(a: SourceTensor, b: SourceTensor): boolean {
  if (a === b) return true;
  const [values, others] = [a.values(), b.values()];
  return values.length === others.length && values.every((value, at) => Object.is(value, others[at]));
}
