import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { EdgeSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { Text } from '../../../graph-runtime/text/text';
import {
  findNode,
  nodesOf,
  type Ports,
  portsOfType,
  type Wire,
  wiresOf,
  writeEdge,
} from '../document/network';
import { idStem, NodeIds } from './fresh-id';
import { type LostParameter, sharedParameters } from './shared-parameters';
import type { EditContext, UserEdit } from './user-edit';

/** What nodes are to become. */
export interface Replacement {
  readonly type: string;
  /** What the user calls it; for the history. */
  readonly label: string | Text;
}

export interface Replaced {
  readonly userEdit: UserEdit;
  /** How many nodes became another layer or block. */
  readonly count: number;
  readonly kept: readonly Text[];
  readonly lost: {
    readonly parameters: readonly LostParameter[];
    readonly wires: number;
    readonly hasRepeat: boolean;
  };
}

/** The ports of a block are what its uses are wired to: they stay what they are. */
export function canReplace({ type }: Pick<NodeSpec, 'type'>): boolean {
  return type !== 'blockInput' && type !== 'blockOutput';
}

/**
 * Makes nodes another layer or block. What both share stays: place, name, mute and bypass, repeat, the wires (by the names of the ports,
 * else in their order) and the parameters of the same meaning. An id that was made for the old layer gives way to one for the new
 * (`sigmoid1` becomes `relu1`); one that its user has chosen stays. Null where nothing would change.
 */
export function replaceNodes(
  context: EditContext,
  ids: Iterable<string>,
  made: Replacement,
): Replaced | null {
  const nodes = [...ids].flatMap((id) => {
    const node = findNode(context.document, context.scope, id);
    return node !== undefined && canReplace(node) && node.type !== made.type ? [node] : [];
  });
  if (nodes.length === 0) return null;
  const ports = portsOfType(context.document, made.type);
  const changes = nodes.map((node) => changeNode(context, node, made.type, ports));
  const wires = rewired(context, nodes, made.type, ports);
  const newIds = idsFor(context, nodes, made.type);
  const renames = [...newIds].flatMap(([id, newId]): DocumentEdit[] =>
    id === newId ? [] : [{ kind: 'rename-node', scope: context.scope, id, newId }],
  );
  return {
    userEdit: {
      label: { key: 'replaceNodes', values: { count: nodes.length, name: made.label } },
      edits: [...changes.flatMap(({ edits }) => edits), ...wires.edits, ...renames],
      select: [...newIds.values()],
    },
    count: nodes.length,
    kept: distinct(changes.flatMap(({ kept }) => kept)),
    lost: {
      parameters: changes.flatMap(({ lost }) => lost),
      wires: wires.lost,
      hasRepeat: changes.some(({ losesRepeat }) => losesRepeat),
    },
  };
}

function distinct(texts: readonly Text[]): Text[] {
  return [...new Map(texts.map((text) => [text.en, text])).values()];
}

function changeNode({ document, scope }: EditContext, node: NodeSpec, type: string, ports: Ports) {
  const { parameters, kept, lost } = sharedParameters(document, node, type);
  const set = (parameter: string): DocumentEdit => {
    return { kind: 'set-parameter', scope, id: node.id, parameter, value: parameters[parameter] };
  };
  const names = new Set([...Object.keys(node.parameters ?? {}), ...Object.keys(parameters)]);
  // A copy gets the wire of the copy before it; what is bypassed lets its input through.
  const [input] = ports.inputs;
  const hasOutput = ports.outputs.length > 0;
  const canChain = input !== undefined && !input.isVariadic;
  const losesRepeat = node.repeat !== undefined && !(hasOutput && (canChain || node.join !== undefined));
  const losesBypass = node.enabled !== undefined && (input === undefined || !hasOutput);
  const edits: DocumentEdit[] = [
    {
      kind: 'update-node',
      scope,
      id: node.id,
      changes: {
        type,
        ...(losesRepeat ? { repeat: undefined, join: undefined } : {}),
        ...(losesBypass ? { enabled: undefined } : {}),
      },
    },
    ...[...names].map(set),
  ];
  return { edits, kept, lost, losesRepeat };
}

/** Which port of the new node each wire gets: the one of the same name, else the next that is free; null for none. */
function assignPorts(wires: readonly { readonly port: string }[], ports: Ports['inputs']): (string | null)[] {
  const taken = new Set<string>();
  const take = (port: Ports['inputs'][number] | undefined) => {
    if (port === undefined) return null;
    if (!port.isVariadic) taken.add(port.name);
    return port.name;
  };
  const free = () => ports.filter(({ name }) => !taken.has(name));
  const named = wires.map(({ port }) => take(free().find(({ name }) => name === port)));
  return named.map((port) => port ?? take(free()[0]));
}

/** Outputs feed any number of wires. */
function outputFor(port: string, old: Ports['outputs'], ports: Ports['outputs']): string | null {
  if (ports.some(({ name }) => name === port)) return port;
  return ports[old.findIndex(({ name }) => name === port)]?.name ?? null;
}

/** Edits that lead the wires of the nodes to the ports of what they have become; each keeps its place in the list. */
function rewired(context: EditContext, nodes: readonly NodeSpec[], type: string, ports: Ports) {
  const { document, scope } = context;
  const replaced = new Map(nodes.map((node) => [node.id, portsOfType(document, node.type)]));
  const wires = wiresOf(document, scope).filter(
    ({ from, to }) => replaced.has(from.id) || replaced.has(to.id),
  );
  const entering = new Map<string, Wire[]>();
  for (const wire of wires) {
    if (replaced.has(wire.to.id)) entering.set(wire.to.id, [...(entering.get(wire.to.id) ?? []), wire]);
  }
  const inputs = new Map<Wire, string | null>();
  for (const list of entering.values()) {
    const assigned = assignPorts(
      list.map(({ to }) => to),
      ports.inputs,
    );
    for (const [at, wire] of list.entries()) inputs.set(wire, assigned[at] ?? null);
  }
  const after = withTypes(document, scope, nodes, type);
  const seen = new Set<string>();
  const removed: DocumentEdit[] = [];
  const added: DocumentEdit[] = [];
  let lost = 0;
  for (const wire of wires) {
    const old = replaced.get(wire.from.id);
    const from = old === undefined ? undefined : outputFor(wire.from.port, old.outputs, ports.outputs);
    const to = inputs.get(wire);
    const edge = from === null || to === null ? null : edgeAfter(after, scope, wire, from, to);
    const text = `${edge?.from}>${edge?.to}`;
    // Two ports that got the same value are one port of it now.
    const isLost = edge === null || (seen.has(text) && to !== wire.to.port && to !== undefined);
    seen.add(text);
    if (!isLost && edge.from === wire.edge.from && edge.to === wire.edge.to) continue;
    removed.unshift({ kind: 'remove-edge', scope, edge: wire.edge, index: wire.index });
    if (isLost) lost += 1;
    else added.push({ kind: 'add-edge', scope, edge, index: wire.index - lost });
  }
  return { edits: [...removed, ...added], lost };
}

/** The edge to other ports; the end at a node that stays what it is stays as its file writes it. */
function edgeAfter(
  document: NetloomDocument,
  scope: EditContext['scope'],
  { edge, ...wire }: Wire,
  from: string | undefined,
  to: string | undefined,
): EdgeSpec {
  const ends = {
    from: { ...wire.from, port: from ?? wire.from.port },
    to: { ...wire.to, port: to ?? wire.to.port },
  };
  const written = writeEdge(document, scope, ends.from, ends.to);
  return {
    ...edge,
    from: from === undefined ? edge.from : written.from,
    to: to === undefined ? edge.to : written.to,
  };
}

function withTypes(
  document: NetloomDocument,
  scope: EditContext['scope'],
  nodes: readonly NodeSpec[],
  type: string,
) {
  return applyEdits(
    document,
    nodes.map(({ id }) => ({ kind: 'update-node', scope, id, changes: { type } })),
  );
}

/** The number at the end of an id that was made for a layer of this type; null where its user has named the node. */
function numberOf(id: string, type: string): string | null {
  const stem = idStem(type);
  return id.startsWith(stem) && /^(_?\d+_?)?$/.test(id.slice(stem.length)) ? id.slice(stem.length) : null;
}

/** The ids after the change, by those before it; the number stays where it is free. */
function idsFor({ document, scope }: EditContext, nodes: readonly NodeSpec[], type: string) {
  const numbers = new Map(nodes.map(({ id, type: old }) => [id, numberOf(id, old)]));
  const isRenamed = (id: string) => (numbers.get(id) ?? null) !== null;
  const ids = new NodeIds(nodesOf(document, scope).filter(({ id }) => !isRenamed(id)));
  const found = new Map<string, string>();
  for (const { id, repeat } of nodes) {
    const number = numbers.get(id) ?? null;
    found.set(id, number === null ? id : ids.takeInPlaceOf(number, { type, repeat }));
  }
  return found;
}

/** All nodes of the scope that are of the same kinds as these. */
export function sameKind({ document, scope }: EditContext, ids: ReadonlySet<string>): string[] {
  const nodes = nodesOf(document, scope);
  const types = new Set(nodes.flatMap(({ id, type }) => (ids.has(id) ? [type] : [])));
  return nodes.flatMap(({ id, type }) => (types.has(type) ? [id] : []));
}
