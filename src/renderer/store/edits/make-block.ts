import { applyEdits, scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import type { BlockSpec, EdgeSpec, NodeSpec } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { nodesOf, portsOfType, reachableFrom, type Wire, wiresOf, writeEndpoint } from '../document/network';
import { copyName, idStem, NodeIds } from './fresh-id';
import { placeCollapsed } from './place-collapsed';
import { fixPositions, isAutomatic, sizeOf } from './placing';
import { namesInNode, substituteNode } from './substitute';
import type { EditContext, UserEdit } from './user-edit';

/** Why a selection cannot become a block. */
export type BlockRefusal = 'nothing-selected' | 'has-ports' | 'not-convex';

/**
 * Why the nodes cannot be collapsed; null when they can. A wire that leaves the selection and comes back through another node
 * would make the block feed itself.
 */
export function blockRefusal(context: EditContext, ids: ReadonlySet<string>): BlockRefusal | null {
  if (ids.size === 0) return 'nothing-selected';
  const nodes = nodesOf(context.document, context.scope).filter((node) => ids.has(node.id));
  if (nodes.some((node) => node.type === 'blockInput' || node.type === 'blockOutput')) return 'has-ports';
  const wires = wiresOf(context.document, context.scope);
  const outside = wires
    .filter((wire) => ids.has(wire.from.id) && !ids.has(wire.to.id))
    .map((wire) => wire.to.id);
  const returns = outside.some((id) => [...reachableFrom(wires, id)].some((reached) => ids.has(reached)));
  return returns ? 'not-convex' : null;
}

/** More kinds than these say nothing as a name. */
const MOST_NAMED = 2;

/** A name for a block that is not taken, from what is in it: `convRelu`, or `convBlock` where that is more. */
export function freshBlockName(
  { document, scope }: Pick<EditContext, 'document' | 'scope'>,
  ids: ReadonlySet<string>,
): string {
  const nodes = nodesOf(document, scope).filter(({ id }) => ids.has(id));
  const [first = 'block', ...others] = new Set(nodes.map(({ type }) => idStem(type)));
  const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const name = others.length < MOST_NAMED ? [first, ...others.map(capitalized)].join('') : `${first}Block`;
  return copyName(name.slice(0, LONGEST_NAME), new Set(Object.keys(document.blocks)));
}

/** With a number, it is still an identifier. */
const LONGEST_NAME = 48;

/** Ports of the new block, in the order in which the wires cross its border. */
interface Border {
  /** Outer source (`node:port`) -> port id. */
  readonly inputs: Map<string, string>;
  /** Inner source -> port id. */
  readonly outputs: Map<string, string>;
}

const keyOf = (place: { id: string; port: string }) => `${place.id}:${place.port}`;

/** What nothing uses yet gets a port too: a network is built from its beginning, and continues after the block. */
function findBorder(
  { document }: EditContext,
  nodes: readonly NodeSpec[],
  wires: readonly Wire[],
  ids: ReadonlySet<string>,
): Border {
  const taken = new Set(ids);
  const inputs = new Map<string, string>();
  const outputs = new Map<string, string>();
  const portFor = (stem: string) => {
    const id = copyName(stem, taken);
    taken.add(id);
    return id;
  };
  for (const wire of wires) {
    const isInside = ids.has(wire.to.id);
    if (isInside === ids.has(wire.from.id)) continue;
    const ports = isInside ? inputs : outputs;
    if (!ports.has(keyOf(wire.from))) ports.set(keyOf(wire.from), portFor(isInside ? 'in' : 'out'));
  }
  const used = new Set(wires.map(({ from }) => keyOf(from)));
  for (const { id, type } of nodes) {
    for (const { name: port } of portsOfType(document, type).outputs) {
      const key = keyOf({ id, port });
      if (!used.has(key)) outputs.set(key, portFor('out'));
    }
  }
  return { inputs, outputs };
}

/** Collapses nodes into their own block, used once in their place. Undefined when they cannot be. */
export function makeBlock(context: EditContext, ids: ReadonlySet<string>, name: string): UserEdit | null {
  if (blockRefusal(context, ids) !== null) return null;
  const wires = wiresOf(context.document, context.scope);
  const nodes = nodesOf(context.document, context.scope).filter((node) => ids.has(node.id));
  const border = findBorder(context, nodes, wires, ids);
  const useId = new NodeIds(nodesOf(context.document, context.scope)).takeCopyOf({ id: name });
  const own = parametersFor(context, nodes);
  const sizes = sizesFor(nodes, new Set(own.map((parameter) => parameter.name)));
  const parameters = [...own, ...sizes.map(({ parameter }) => parameter)];
  const use: NodeSpec = { id: useId, type: blockType(name) };
  if (parameters.length > 0) {
    use.parameters = Object.fromEntries([
      ...own.map((parameter) => [parameter.name, `=${parameter.name}`]),
      ...sizes.map(({ size, parameter }) => [parameter.name, `=${size}`]),
    ]);
  }
  const names = new Map(sizes.map(({ size, parameter }) => [size, `=${parameter.name}`]));
  const isAuto = isAutomatic(context);
  const block: BlockSpec = {
    name: undefined,
    parameters,
    ...innerContent(
      context,
      nodes.map((node) => substituteNode(node, names)),
      wires,
      border,
      isAuto,
    ),
  };
  delete block.name;
  const after = applyEdits(context.document, [{ kind: 'set-block', name, block }]);
  const place = isAuto ? null : placeCollapsed(context, ids, sizeOf({ ...context, document: after }, use));
  if (place !== null) use.position = place.position;
  const edits: DocumentEdit[] = [
    ...(isAuto ? [] : fixPositions(context, ids)),
    { kind: 'set-block', name, block },
    { kind: 'add-node', scope: context.scope, node: use },
    ...crossingEdits(context, wires, ids, border, useId),
    ...nodes.map((node): DocumentEdit => ({ kind: 'remove-node', scope: context.scope, id: node.id })),
    ...(place?.edits ?? []),
  ];
  return { label: { key: 'makeBlock', values: { name } }, edits, select: [useId] };
}

/** The parameters of the surrounding scope that the nodes use: the new block needs them too, and gets them handed on. */
export function parametersFor(
  context: Pick<EditContext, 'document' | 'scope'>,
  nodes: readonly NodeSpec[],
): BlockSpec['parameters'] {
  const used = new Set(nodes.flatMap((node) => [...namesInNode(node)]));
  return (scopeContent(context.document, context.scope)?.parameters ?? []).filter((parameter) =>
    used.has(parameter.name),
  );
}

/** Sizes at the ports of the surrounding block: in the new block, whose ports are others, they are parameters. */
function sizesFor(
  nodes: readonly NodeSpec[],
  taken: Set<string>,
): { readonly size: string; readonly parameter: BlockSpec['parameters'][number] }[] {
  const named = new Set(nodes.flatMap((node) => [...namesInNode(node)]).filter((name) => name.includes('.')));
  return Array.from(named, (size) => {
    const [port = '', axis = ''] = size.split('.');
    const name = copyName(`${port}${axis.charAt(0).toUpperCase()}${axis.slice(1)}`, taken);
    taken.add(name);
    return { size, parameter: { name, kind: 'integer' as const, default: 1, minimum: 1 } };
  });
}

function innerContent(
  context: EditContext,
  nodes: readonly NodeSpec[],
  wires: readonly Wire[],
  border: Border,
  isAuto: boolean,
): Pick<BlockSpec, 'nodes' | 'edges'> {
  const ids = new Set(nodes.map((node) => node.id));
  const ports = new Map(nodes.map((node) => [node.id, portsOfType(context.document, node.type)]));
  const target = (wire: Wire) => writeEndpoint(wire.to, ports.get(wire.to.id)?.inputs ?? []);
  const source = (wire: Wire) => writeEndpoint(wire.from, ports.get(wire.from.id)?.outputs ?? []);
  const edges: EdgeSpec[] = [];
  const drawn = new Set<string>();
  for (const wire of wires) {
    const isFromInside = ids.has(wire.from.id);
    const isToInside = ids.has(wire.to.id);
    if (isFromInside && isToInside) edges.push({ ...wire.edge, from: source(wire), to: target(wire) });
    else if (isToInside) edges.push({ from: border.inputs.get(keyOf(wire.from)) ?? '', to: target(wire) });
    else if (isFromInside && !drawn.has(keyOf(wire.from))) {
      drawn.add(keyOf(wire.from));
      edges.push({ from: source(wire), to: border.outputs.get(keyOf(wire.from)) ?? '' });
    }
  }
  for (const { id } of nodes) {
    for (const { name: port } of ports.get(id)?.outputs ?? []) {
      const out = border.outputs.get(keyOf({ id, port }));
      if (out === undefined || drawn.has(keyOf({ id, port }))) continue;
      edges.push({ from: writeEndpoint({ id, port }, ports.get(id)?.outputs ?? []), to: out });
    }
  }
  // Inside, the new block is laid out afresh: its ports have no places yet.
  const unplaced = nodes.map((node) => withoutPosition(node));
  const inputs = [...border.inputs.values()].map((id): NodeSpec => ({ id, type: 'blockInput' }));
  const outputs = [...border.outputs.values()].map((id): NodeSpec => ({ id, type: 'blockOutput' }));
  return { nodes: [...inputs, ...(isAuto ? nodes : unplaced), ...outputs], edges };
}

function withoutPosition(node: NodeSpec): NodeSpec {
  const { position: _left, ...rest } = node;
  return rest;
}

/** The wires across the border now end at the block; each keeps its place among the wires. */
function crossingEdits(
  context: EditContext,
  wires: readonly Wire[],
  ids: ReadonlySet<string>,
  border: Border,
  useId: string,
): DocumentEdit[] {
  const edits: DocumentEdit[] = [];
  const { scope } = context;
  const [firstInput] = border.inputs.values();
  const [firstOutput] = border.outputs.values();
  const end = (port: string, first: string | undefined) => (port === first ? useId : `${useId}:${port}`);
  const connected = new Set<string>();
  let removed = 0;
  for (const wire of wires) {
    const isToInside = ids.has(wire.to.id);
    if (isToInside === ids.has(wire.from.id)) continue;
    const index = wire.index - removed;
    edits.push({ kind: 'remove-edge', scope, edge: wire.edge, index });
    const key = keyOf(wire.from);
    if (isToInside && connected.has(key)) {
      removed += 1;
      continue;
    }
    if (isToInside) connected.add(key);
    const edge = isToInside
      ? { ...wire.edge, to: end(border.inputs.get(key) ?? '', firstInput) }
      : { ...wire.edge, from: end(border.outputs.get(key) ?? '', firstOutput) };
    edits.push({ kind: 'add-edge', scope, edge, index });
  }
  return edits;
}

/** Gives one use of a block its own definition, so that changing it changes no other use. */
export function makeUnique(context: EditContext, id: string): UserEdit | null {
  const node = nodesOf(context.document, context.scope).find((candidate) => candidate.id === id);
  const name = node === undefined ? null : blockName(node.type);
  const block = name === null ? undefined : context.document.blocks[name];
  if (name === null || block === undefined) return null;
  const newName = copyName(name, new Set(Object.keys(context.document.blocks)));
  return {
    label: { key: 'makeUnique' },
    edits: [
      { kind: 'set-block', name: newName, block },
      { kind: 'update-node', scope: context.scope, id, changes: { type: blockType(newName) } },
    ],
    select: [id],
  };
}
