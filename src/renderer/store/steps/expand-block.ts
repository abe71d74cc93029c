import type { BlockSpec, EdgeSpec, NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { blockName, findNode, nodesOf, type Wire, wiresOf } from '../network';
import { NodeIds } from './fresh-id';
import { fixPositions, isAutomatic } from './placing';
import type { Stage, Step } from './step';
import { type Substitution, substituteNode, substituteValue, valuesAtUse } from './substitute';

/** More copies than this are not written out: that is what repeating is for. */
const MOST_COPIES = 256;

/** The sources that feed a block's input ports from outside; a port without one is not connected. */
type Sources = ReadonlyMap<string, string>;

/** One copy of the block's content in the outer scope. */
interface Copy {
  readonly nodes: readonly NodeSpec[];
  /** In the block's order, so that a merge keeps the order of its inputs. */
  readonly edges: readonly EdgeSpec[];
  /** What feeds each output port. */
  readonly exits: Sources;
}

interface BlockPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** How many copies a use stands for: none when it is switched off; null where an expression decides. */
export function repeatCount(use: NodeSpec): number | null {
  if (use.enabled === false) return 0;
  if (typeof use.enabled === 'string') return null;
  if (use.repeat === undefined) return 1;
  return typeof use.repeat === 'number' ? use.repeat : null;
}

/** Replaces a block's use by the block's content. Null where that cannot be written out. */
export function expandBlock(stage: Stage, id: string): Step | null {
  const { document, scope } = stage;
  const use = findNode(document, scope, id);
  const name = use === undefined ? null : blockName(use);
  const block = name === null ? undefined : document.blocks[name];
  if (use === undefined || name === null || block === undefined) return null;
  const count = repeatCount(use);
  if (count === null || !Number.isInteger(count) || count < 0 || count > MOST_COPIES) return null;
  const ports: BlockPorts = { inputs: portIds(block, 'blockInput'), outputs: portIds(block, 'blockOutput') };
  const wires = wiresOf(document, scope);
  const entering = wires.filter((wire) => wire.to.id === id);
  const outside: Sources = new Map(entering.map((wire) => [wire.to.port, wire.edge.from]));
  const { copies, exits } = writeCopies(stage, use, block, ports, outside, count);
  const nodes = copies.flatMap((copy) => copy.nodes);
  const edges = copies.flatMap((copy) => copy.edges);
  const edits: DocumentEdit[] = [
    ...(isAutomatic(stage) ? [] : fixPositions(stage)),
    ...nodes.map((node): DocumentEdit => ({ kind: 'add-node', scope, node })),
    ...leavingEdits(
      stage,
      wires.filter((wire) => wire.from.id === id),
      exits,
    ),
    ...edges.map((edge): DocumentEdit => ({ kind: 'add-edge', scope, edge })),
    { kind: 'remove-node', scope, id },
  ];
  return {
    label: { key: 'expandBlock', values: { name: use.name ?? block.name ?? name } },
    edits,
    select: nodes.map((node) => node.id),
  };
}

function portIds(block: BlockSpec, type: 'blockInput' | 'blockOutput'): string[] {
  return block.nodes.filter((node) => node.type === type).map((node) => node.id);
}

/**
 * The copies, one behind the other: the first output of each feeds the first input of the next, all other inputs are fed from
 * outside. Without any copy the first input goes straight through to the first output.
 */
function writeCopies(
  stage: Stage,
  use: NodeSpec,
  block: BlockSpec,
  { inputs, outputs }: BlockPorts,
  outside: Sources,
  count: number,
): { copies: Copy[]; exits: Sources } {
  const ids = new NodeIds(nodesOf(stage.document, stage.scope));
  const values = valuesAtUse(block.parameters, use);
  const copies: Copy[] = [];
  const [firstInput = ''] = inputs;
  const [firstOutput = ''] = outputs;
  const carried = outside.get(firstInput);
  let exits: Sources = carried === undefined ? new Map() : new Map([[firstOutput, carried]]);
  for (let index = 0; index < count; index += 1) {
    const sources = new Map(outside);
    const before = exits.get(firstOutput);
    if (index > 0 && before === undefined) sources.delete(firstInput);
    else if (before !== undefined) sources.set(firstInput, before);
    const copy = writeCopy(
      block,
      { inputs, outputs },
      valuesOfCopy(values, use, index),
      sources,
      ids,
      use.muted === true,
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
  isMuted: boolean,
): Copy {
  const renamed = new Map<string, string>();
  const nodes = block.nodes
    .filter((node) => !inputs.includes(node.id) && !outputs.includes(node.id))
    .map((node): NodeSpec => {
      // Inside, places are those of another canvas.
      const { position: _left, ...rest } = substituteNode(node, values);
      const id = ids.takeCopyOf(rest);
      renamed.set(node.id, id);
      // What is inside a muted block stays muted.
      return isMuted ? { ...rest, id, muted: true } : { ...rest, id };
    });
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
  return { nodes, edges, exits };
}

/** The values of a repeated use may say `index`: they are written for one copy at a time. */
function valuesOfCopy(values: Substitution, use: NodeSpec, index: number): Substitution {
  if (use.repeat === undefined) return values;
  const own: Substitution = new Map<string, ParameterValue>([['index', index]]);
  return new Map([...values].map(([name, value]) => [name, substituteValue(value, own)]));
}

/** The wires that left the block leave what is inside now; each keeps its place among the wires. */
function leavingEdits({ scope }: Stage, leaving: readonly Wire[], exits: Sources): DocumentEdit[] {
  const edits: DocumentEdit[] = [];
  let removed = 0;
  for (const wire of leaving) {
    const index = wire.index - removed;
    edits.push({ kind: 'remove-edge', scope, edge: wire.edge, index });
    const from = exits.get(wire.from.port);
    if (from === undefined) removed += 1;
    else edits.push({ kind: 'add-edge', scope, edge: { from, to: wire.edge.to }, index });
  }
  return edits;
}
