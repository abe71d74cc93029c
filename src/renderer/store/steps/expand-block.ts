import type { BlockSpec, EdgeSpec, NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { blockName, findNode, nodesOf, type Wire, wiresOf } from '../network';
import { copyId } from './fresh-id';
import { fixPositions, isAutomatic } from './placing';
import type { Stage, Step } from './step';
import { substituteNode, valuesAtUse } from './substitute';

/** More copies than this are not written out: that is what repeating is for. */
const MOST_COPIES = 256;

/** One copy of the block's content in the outer scope. */
interface Copy {
  readonly nodes: readonly NodeSpec[];
  readonly edges: readonly EdgeSpec[];
  /** Inner endpoints that each input port feeds. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
  /** What leaves each output port: an inner endpoint, or an input port that goes straight through. */
  readonly exits: ReadonlyMap<string, { readonly endpoint: string } | { readonly input: string }>;
}

/** How often a use repeats its block, where that is a plain number; null where it is an expression. */
export function repeatCount(use: NodeSpec): number | null {
  if (use.repeat === undefined) return 1;
  return typeof use.repeat === 'number' ? use.repeat : null;
}

/** Replaces a block's use by the block's content. Null where that cannot be written out. */
export function expandBlock(stage: Stage, id: string): Step | null {
  const use = findNode(stage.document, stage.scope, id);
  const name = use === undefined ? null : blockName(use);
  const block = name === null ? undefined : stage.document.blocks[name];
  if (use === undefined || name === null || block === undefined) return null;
  const count = repeatCount(use);
  if (count === null || count < 1 || count > MOST_COPIES || use.enabled !== undefined) return null;
  const taken = new Set(nodesOf(stage.document, stage.scope).map((node) => node.id));
  taken.delete(id);
  const values = valuesAtUse(block.parameters, use);
  const copies = Array.from({ length: count }, (_, index) => copyContent(block, values, index, use, taken));
  const nodes = copies.flatMap((copy) => copy.nodes);
  const edits: DocumentEdit[] = [
    ...(isAutomatic(stage) ? [] : fixPositions(stage)),
    ...nodes.map((node): DocumentEdit => ({ kind: 'add-node', scope: stage.scope, node })),
    ...outerEdits(stage, id, block, copies),
    ...copies
      .flatMap((copy) => copy.edges)
      .map((edge): DocumentEdit => ({ kind: 'add-edge', scope: stage.scope, edge })),
    ...chainEdges(block, copies).map(
      (edge): DocumentEdit => ({ kind: 'add-edge', scope: stage.scope, edge }),
    ),
    { kind: 'remove-node', scope: stage.scope, id },
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

function copyContent(
  block: BlockSpec,
  values: ReadonlyMap<string, ParameterValue>,
  index: number,
  use: NodeSpec,
  taken: Set<string>,
): Copy {
  const inputs = new Set(portIds(block, 'blockInput'));
  const outputs = new Set(portIds(block, 'blockOutput'));
  const ids = new Map<string, string>();
  const withIndex = use.repeat === undefined ? values : withIndexValue(values, index);
  const nodes = block.nodes
    .filter((node) => !inputs.has(node.id) && !outputs.has(node.id))
    .map((node): NodeSpec => {
      const id = copyId(node.id, taken);
      taken.add(id);
      ids.set(node.id, id);
      // Inside, places are those of another canvas.
      const { position: _left, ...rest } = substituteNode(node, withIndex);
      return { ...rest, id };
    });
  const rename = (endpoint: string) => {
    const { id, port } = parseEndpoint(endpoint);
    const newId = ids.get(id) ?? id;
    return port === undefined ? newId : `${newId}:${port}`;
  };
  const edges: EdgeSpec[] = [];
  const entries = new Map<string, string[]>([...inputs].map((port) => [port, []]));
  const exits = new Map<string, { endpoint: string } | { input: string }>();
  for (const edge of block.edges) {
    const from = parseEndpoint(edge.from).id;
    const to = parseEndpoint(edge.to).id;
    if (outputs.has(to)) exits.set(to, inputs.has(from) ? { input: from } : { endpoint: rename(edge.from) });
    else if (inputs.has(from)) entries.get(from)?.push(rename(edge.to));
    else edges.push({ from: rename(edge.from), to: rename(edge.to) });
  }
  return { nodes, edges, entries, exits };
}

/** The use's values may say `index`: they are written for one copy at a time. */
function withIndexValue(
  values: ReadonlyMap<string, ParameterValue>,
  index: number,
): Map<string, ParameterValue> {
  const own = new Map<string, ParameterValue>([['index', index]]);
  const substituted = new Map<string, ParameterValue>();
  for (const [name, value] of values) {
    const node = substituteNode({ id: 'value', type: 'value', parameters: { value } }, own);
    substituted.set(name, node.parameters?.value ?? value);
  }
  return substituted;
}

/** Wires between neighbouring copies: the first output to the first input. */
function chainEdges(block: BlockSpec, copies: readonly Copy[]): EdgeSpec[] {
  const [input] = portIds(block, 'blockInput');
  const [output] = portIds(block, 'blockOutput');
  if (input === undefined || output === undefined) return [];
  return copies.slice(1).flatMap((copy, index) => {
    const before = copies[index]?.exits.get(output);
    if (before === undefined || !('endpoint' in before)) return [];
    return (copy.entries.get(input) ?? []).map((to) => ({ from: before.endpoint, to }));
  });
}

/** The outer wires, led to what is inside; each keeps its place among the wires. */
function outerEdits(stage: Stage, id: string, block: BlockSpec, copies: readonly Copy[]): DocumentEdit[] {
  const { scope } = stage;
  const [firstInput] = portIds(block, 'blockInput');
  const wires = wiresOf(stage.document, scope);
  const first = copies[0];
  const last = copies[copies.length - 1];
  if (first === undefined || last === undefined) return [];
  const sourceOf = (port: string) =>
    wires.find((wire) => wire.to.id === id && wire.to.port === port)?.edge.from;
  const replace = (wire: Wire): EdgeSpec[] => {
    if (wire.to.id === id) {
      // The first input feeds the first copy (the others are chained to it), every other input feeds all copies.
      const fed = wire.to.port === firstInput ? [first] : copies;
      return fed.flatMap((copy) =>
        (copy.entries.get(wire.to.port) ?? []).map((to) => ({ from: wire.edge.from, to })),
      );
    }
    const exit = last.exits.get(wire.from.port);
    if (exit === undefined) return [];
    if ('endpoint' in exit) return [{ from: exit.endpoint, to: wire.edge.to }];
    const source = sourceOf(exit.input);
    return source === undefined ? [] : [{ from: source, to: wire.edge.to }];
  };
  const edits: DocumentEdit[] = [];
  let shift = 0;
  for (const wire of wires) {
    if (wire.from.id !== id && wire.to.id !== id) continue;
    const index = wire.index + shift;
    edits.push({ kind: 'remove-edge', scope, edge: wire.edge, index });
    const replaced = replace(wire);
    for (const [offset, edge] of replaced.entries())
      edits.push({ kind: 'add-edge', scope, edge, index: index + offset });
    shift += replaced.length - 1;
  }
  return edits;
}
