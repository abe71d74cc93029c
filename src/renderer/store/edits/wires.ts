import type { EdgeSpec } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import {
  findNode,
  type PortPlace,
  portsOfType,
  reachableFrom,
  type Wire,
  wiresOf,
  writeEdge,
} from '../document/network';
import { fixPositions } from './placing';
import type { EditContext, UserEdit } from './user-edit';

type Place = Pick<EditContext, 'document' | 'scope'>;

function isVariadic({ document, scope }: Place, to: PortPlace): boolean {
  const node = findNode(document, scope, to.id);
  if (node === undefined) return false;
  return portsOfType(document, node.type).inputs.find((port) => port.name === to.port)?.isVariadic ?? false;
}

function removal(scope: Place['scope'], wire: Wire): DocumentEdit {
  return { kind: 'remove-edge', scope, edge: wire.edge, index: wire.index };
}

/** Edits that connect two ports: a wire that enters a port for one wire takes the place of the one there. */
export function connectEdits(
  place: Place,
  from: PortPlace,
  to: PortPlace,
  wires: readonly Wire[] = wiresOf(place.document, place.scope),
  old?: EdgeSpec,
): DocumentEdit[] {
  // A wire that is led elsewhere keeps what else its file says of it.
  const edge = { ...old, ...writeEdge(place.document, place.scope, from, to) };
  const add: DocumentEdit = { kind: 'add-edge', scope: place.scope, edge };
  if (isVariadic(place, to)) return [add];
  const replaced = wires.filter((wire) => wire.to.id === to.id && wire.to.port === to.port);
  if (replaced.some((wire) => wire.from.id === from.id && wire.from.port === from.port)) return [];
  return [...replaced.sort((a, b) => b.index - a.index).map((wire) => removal(place.scope, wire)), add];
}

/** Edits that lead a wire through a node: into its first input, out of its first output. */
export function spliceEdits(place: Place, id: string, wire: Wire): DocumentEdit[] {
  const node = findNode(place.document, place.scope, id);
  if (node === undefined) return [];
  const ports = portsOfType(place.document, node.type);
  const [input] = ports.inputs;
  const [output] = ports.outputs;
  if (input === undefined || output === undefined) return [];
  return [
    removal(place.scope, wire),
    {
      kind: 'add-edge',
      scope: place.scope,
      edge: { ...wire.edge, ...writeEdge(place.document, place.scope, wire.from, { id, port: input.name }) },
    },
    {
      kind: 'add-edge',
      scope: place.scope,
      edge: writeEdge(place.document, place.scope, { id, port: output.name }, wire.to),
      // In the place of the old wire, so that the order of a merge's inputs stays.
      index: wire.index,
    },
  ];
}

/** Connects two ports. */
export function connect(context: EditContext, from: PortPlace, to: PortPlace): UserEdit {
  return {
    label: { key: 'connect', values: { from: from.id, to: to.id } },
    edits: [...fixPositions(context), ...connectEdits(context, from, to)],
  };
}

/** Takes one end of a wire to another port. */
export function rewire(context: EditContext, wire: Wire, from: PortPlace, to: PortPlace): UserEdit {
  return {
    label: { key: 'rewire' },
    edits: [...fixPositions(context), ...rewireEdits(context, wire, from, to)],
  };
}

/** Edits that take a wire to other ports; none where it is there already. */
export function rewireEdits(place: Place, wire: Wire, from: PortPlace, to: PortPlace): DocumentEdit[] {
  if (isSamePort(wire.from, from) && isSamePort(wire.to, to)) return [];
  const others = wiresOf(place.document, place.scope).filter((other) => other.key !== wire.key);
  const removed = removal(place.scope, wire);
  // Removing first keeps the index valid; edges after it move up by one.
  const added = connectEdits(
    place,
    from,
    to,
    others.map((other) => (other.index > wire.index ? { ...other, index: other.index - 1 } : other)),
    wire.edge,
  );
  return [removed, ...added];
}

function isSamePort(a: PortPlace, b: PortPlace): boolean {
  return a.id === b.id && a.port === b.port;
}

/** Why two ports cannot be connected whatever their shapes; null when they can. */
export type ConnectionRefusal = 'same-node' | 'cycle' | 'duplicate' | 'direction';

/**
 * Rules that hold for every wire. Shapes are checked by the analysis, which can also name a repair. `moved`: the wire that is taken
 * there from another place, and is gone from that one.
 */
export function refusalOf(
  place: Place,
  from: PortPlace,
  to: PortPlace,
  moved?: Wire,
): ConnectionRefusal | null {
  if (from.id === to.id) return 'same-node';
  const wires = wiresOf(place.document, place.scope).filter((wire) => wire.key !== moved?.key);
  const isThere = wires.some((wire) => isSamePort(wire.from, from) && isSamePort(wire.to, to));
  if (isThere) return 'duplicate';
  return reachableFrom(wires, to.id).has(from.id) ? 'cycle' : null;
}

/** True for a node type that a wire can be led through. */
export function canSplice(document: EditContext['document'], type: string): boolean {
  const { inputs, outputs } = portsOfType(document, type);
  return inputs.length > 0 && outputs.length > 0;
}
