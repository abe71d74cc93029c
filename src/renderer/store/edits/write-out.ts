import { appendTo } from '../../../graph-runtime/collections/group-by';
import type {
  BlockSpec,
  EdgeSpec,
  NetloomDocument,
  NodeSpec,
  ParameterValue,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { followSharing } from '../../../graph-runtime/document/rename-nodes';
import { NodeIds } from './fresh-id';
import { blockOf, meantUses, writableCopies } from './meant-uses';
import { type Substitution, substituteNode, substituteValue, valuesAtUse } from './substitute';
import type { EditContext } from './user-edit';
import { type Copy, eitherMuted, isJoined, type Sources, writeJoins } from './written-copies';
import { sharingNodes, type WrittenUse } from './written-sharing';
import { writtenSizes } from './written-sizes';

/*
 * Blocks written out: the content of one scope with uses of blocks replaced by what is inside them. Worked out on plain lists, for all
 * uses at once: edit by edit, each of hundreds of blocks would look through the whole scope again.
 */

interface BlockPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A wire on its way; `index`: its place in the scope as it was, while it has one. */
interface WrittenEdge extends EdgeSpec {
  readonly index?: number;
}

/** The content of a scope while blocks in it are written out. */
export interface WrittenScope {
  readonly nodes: readonly NodeSpec[];
  readonly edges: readonly WrittenEdge[];
}

/** A scope as it is, before anything in it is written out. */
export function scopeToWrite({ nodes, edges }: Pick<BlockSpec, 'nodes' | 'edges'>): WrittenScope {
  return { nodes, edges: edges.map((edge, index) => ({ ...edge, index })) };
}

/**
 * Replaces the chosen uses, and those that share weights with them, by the content of their blocks, once: blocks in there stay. Uses that
 * cannot be written out, or for which the scope has no room, stay too. Null when all of them do.
 */
export function writeOut(
  document: NetloomDocument,
  scope: WrittenScope,
  isChosen: (use: NodeSpec) => boolean,
): WrittenScope | null {
  const ids = new NodeIds(scope.nodes);
  const feeding = sourcesByNode(scope);
  const isMeant = meantUses(document, scope.nodes, isChosen);
  const exits = new Map<string, Sources>();
  const nodes: NodeSpec[] = [];
  const added: NodeSpec[] = [];
  const writtenUses: WrittenUse[] = [];
  const joins: NodeSpec[] = [];
  const inner: EdgeSpec[] = [];
  for (const node of scope.nodes) {
    const block = isMeant(node) ? blockOf(document, node) : undefined;
    const copies = writableCopies(node);
    if (block === undefined || copies === null) {
      nodes.push(node);
      continue;
    }
    const ports: BlockPorts = {
      inputs: portIds(block, 'blockInput'),
      outputs: portIds(block, 'blockOutput'),
    };
    const outside = feeding(node.id, ports.inputs[0] ?? '');
    const written = writeCopies(document, ids, node, block, ports, outside, copies);
    writtenUses.push({ use: node, copies: written.copies });
    for (const copy of written.copies) inner.push(...copy.edges);
    const joined = isJoined(node) ? writeJoins(ids, node, ports.outputs, written.copies) : null;
    inner.push(...(joined?.edges ?? []));
    joins.push(...(joined?.nodes ?? []));
    exits.set(node.id, joined?.exits ?? written.exits);
  }
  if (exits.size === 0) return null;
  for (const written of writtenUses) added.push(...sharingNodes(written, writtenUses));
  added.push(...joins);
  return { nodes: [...nodes, ...added], edges: lead(document, scope, inner, exits) };
}

/** What feeds the ports of a node, by port; wires from nodes that do not exist bring nothing. */
function sourcesByNode({ nodes, edges }: WrittenScope) {
  const known = new Set(nodes.map(({ id }) => id));
  const entering = new Map<string, EdgeSpec[]>();
  for (const edge of edges) {
    if (!known.has(parseEndpoint(edge.from).id)) continue;
    const { id } = parseEndpoint(edge.to);
    appendTo(entering, id, edge);
  }
  return (id: string, firstInput: string): Sources =>
    new Map((entering.get(id) ?? []).map(({ from, to }) => [parseEndpoint(to).port ?? firstInput, from]));
}

/** The wires led to and from what is inside now; each that was there keeps its place among the wires. */
function lead(
  document: NetloomDocument,
  scope: WrittenScope,
  inner: readonly EdgeSpec[],
  exits: ReadonlyMap<string, Sources>,
): WrittenEdge[] {
  const firstOutputs = new Map<string, string>();
  for (const node of scope.nodes) {
    const block = exits.has(node.id) ? blockOf(document, node) : undefined;
    if (block !== undefined) firstOutputs.set(node.id, portIds(block, 'blockOutput')[0] ?? '');
  }
  // What comes out of a block may be what goes into it, and that may come out of another block.
  const sourceOf = (from: string, seen: readonly string[] = []): string | undefined => {
    const { id, port } = parseEndpoint(from);
    const out = exits.get(id);
    if (out === undefined) return from;
    const next = out.get(port ?? firstOutputs.get(id) ?? '');
    return next === undefined || seen.includes(from) ? undefined : sourceOf(next, [...seen, from]);
  };
  const outer = scope.edges.filter((edge) => !exits.has(parseEndpoint(edge.to).id));
  return [...outer, ...inner].flatMap((edge) => {
    const from = sourceOf(edge.from);
    return from === undefined ? [] : from === edge.from ? edge : { ...edge, from };
  });
}

/** Edits that make the scope of the context what has been written. What goes comes first: its names may be used again. */
export function writtenEdits(
  { scope }: EditContext,
  before: WrittenScope,
  after: WrittenScope,
): DocumentEdit[] {
  const remaining = new Set(after.nodes);
  const there = new Set(before.nodes);
  const gone = before.nodes.filter((node) => !remaining.has(node));
  const goneIds = new Set(gone.map(({ id }) => id));
  const isAtGone = ({ from, to }: EdgeSpec) =>
    goneIds.has(parseEndpoint(from).id) || goneIds.has(parseEndpoint(to).id);
  const kept = new Map(after.edges.flatMap((edge) => (edge.index === undefined ? [] : [[edge.index, edge]])));
  const taken: DocumentEdit[] = [];
  const led: DocumentEdit[] = [];
  let lost = 0;
  for (const [index, old] of before.edges.entries()) {
    if (!isAtGone(old)) continue;
    // From the back, so that the places of the others hold.
    taken.unshift({ kind: 'remove-edge', scope, edge: { from: old.from, to: old.to }, index });
    const edge = kept.get(index);
    if (edge === undefined) lost += 1;
    else led.push({ kind: 'add-edge', scope, edge: edgeOf(edge), index: index - lost });
  }
  return [
    ...taken,
    ...gone.map(({ id }): DocumentEdit => ({ kind: 'remove-node', scope, id })),
    ...after.nodes.flatMap((node): DocumentEdit[] =>
      there.has(node) ? [] : [{ kind: 'add-node', scope, node }],
    ),
    ...led,
    ...after.edges.flatMap((edge): DocumentEdit[] =>
      edge.index === undefined ? [{ kind: 'add-edge', scope, edge: edgeOf(edge) }] : [],
    ),
  ];
}

/** The wire as the document has it, without its place in the list. */
function edgeOf({ index: _place, ...edge }: WrittenEdge): EdgeSpec {
  return edge;
}

function portIds(block: BlockSpec, type: 'blockInput' | 'blockOutput'): string[] {
  return block.nodes.filter((node) => node.type === type).map((node) => node.id);
}

/**
 * The copies, one after the other: the first output of each feeds the first input of the next, all other inputs are fed from
 * outside. Without any copy the first input goes straight through to the first output. Side by side, all are fed from outside.
 */
function writeCopies(
  document: NetloomDocument,
  ids: NodeIds,
  use: NodeSpec,
  block: BlockSpec,
  { inputs, outputs }: BlockPorts,
  outside: Sources,
  count: number,
): { copies: Copy[]; exits: Sources } {
  const copies: Copy[] = [];
  const [firstInput = ''] = inputs;
  const [firstOutput = ''] = outputs;
  const carried = outside.get(firstInput);
  let exits: Sources = carried === undefined ? new Map() : new Map([[firstOutput, carried]]);
  for (let index = 0; index < count; index += 1) {
    const sources = new Map(outside);
    const before = exits.get(firstOutput);
    if (isJoined(use)) exits = new Map();
    else if (index > 0 && before === undefined) sources.delete(firstInput);
    else if (before !== undefined) sources.set(firstInput, before);
    const copy = writeCopy(
      block,
      { inputs, outputs },
      valuesOfCopy(valuesAtUse(block.parameters, use, writtenSizes(document, block, use, index)), use, index),
      sources,
      ids,
      use.muted,
    );
    copies.push(copy);
    exits = copy.exits;
  }
  return { copies, exits };
}

function writeCopy(
  block: BlockSpec,
  { inputs, outputs }: BlockPorts,
  values: Substitution,
  sources: Sources,
  ids: NodeIds,
  muted: NodeSpec['muted'],
): Copy {
  const renamed = new Map<string, string>();
  const written = block.nodes
    .filter((node) => !inputs.includes(node.id) && !outputs.includes(node.id))
    .map((node): NodeSpec => {
      // Inside, places are those of another canvas.
      const { position: _left, ...rest } = substituteNode(node, values);
      const id = ids.takeCopyOf(rest);
      renamed.set(node.id, id);
      // What is inside a muted block stays muted.
      return { ...rest, id, ...eitherMuted(muted, rest.muted) };
    });
  const nodes = written.map((node) => followSharing(node, (id) => renamed.get(id)));
  const rename = (endpoint: string) => {
    const { id, port } = parseEndpoint(endpoint);
    const newId = renamed.get(id) ?? id;
    return port === undefined ? newId : `${newId}:${port}`;
  };
  const edges: EdgeSpec[] = [];
  const exits = new Map<string, string>();
  for (const edge of block.edges) {
    const fromId = parseEndpoint(edge.from).id;
    const from = inputs.includes(fromId) ? sources.get(fromId) : rename(edge.from);
    // A port that nothing feeds outside feeds nothing inside.
    if (from === undefined) continue;
    const toId = parseEndpoint(edge.to).id;
    if (outputs.includes(toId)) exits.set(toId, from);
    else edges.push({ from, to: rename(edge.to) });
  }
  return { nodes, names: renamed, edges, exits };
}

/** The values of a repeated use may say `index`: they are written for one copy at a time. */
function valuesOfCopy(values: Substitution, use: NodeSpec, index: number): Substitution {
  if (use.repeat === undefined) return values;
  const own: Substitution = new Map<string, ParameterValue>([['index', index]]);
  return new Map([...values].map(([name, value]) => [name, substituteValue(value, own)]));
}
