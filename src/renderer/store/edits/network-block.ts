import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import type { BlockSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { addNode, type Destination } from './nodes';
import type { EditContext, UserEdit } from './user-edit';

/**
 * Puts a whole network into the open one as a block: its input and its output become the block's ports, its parameters the
 * block's, and the blocks it is made of come along under names that are free.
 *
 * @param name - what the block is called where that name is free, e.g. `resnet`.
 */
export function insertNetwork(
  context: EditContext,
  network: NetloomDocument,
  name: string,
  destination: Destination,
): UserEdit {
  const names = blockNames(context.document, network);
  const renamed = (type: string) => {
    const block = blockName(type);
    return block === null ? type : blockType(names.get(block) ?? block);
  };
  const edits: DocumentEdit[] = [];
  for (const [block, spec] of Object.entries(network.blocks)) {
    const nodes = spec.nodes.map((node) => ({ ...node, type: renamed(node.type) }));
    edits.push({ kind: 'set-block', name: names.get(block) ?? block, block: { ...spec, nodes } });
  }
  const taken = new Set([...Object.keys(context.document.blocks), ...names.values()]);
  const own = freeName(identifierFrom(name), taken);
  edits.push({ kind: 'set-block', name: own, block: networkBlock(network, renamed) });
  const withBlocks = { ...context, document: applyEdits(context.document, edits) };
  const added = addNode(withBlocks, { type: blockType(own), label: network.name }, destination);
  return {
    ...added,
    label: { key: 'insertBlock', values: { name: network.name } },
    edits: [...edits, ...added.edits],
  };
}

function networkBlock(network: NetloomDocument, renamed: (type: string) => string): BlockSpec {
  const flat = new Map(analyze(network).graph.nodes.map((node) => [node.path, node]));
  const toInner = (node: NodeSpec): NodeSpec => {
    const layer = getLayer(node.type);
    if (layer === undefined) return { ...node, type: renamed(node.type) };
    const { parameters: _, ...rest } = node;
    if (layer.inputs.length === 0) return { ...rest, type: 'blockInput' };
    const isMainOutput = layer.loss?.isAuxiliary(flat.get(node.id)?.parameters ?? {}) === false;
    return isMainOutput ? { ...rest, type: 'blockOutput' } : node;
  };
  const idea = network.about?.idea?.en;
  return {
    name: network.name,
    ...(idea === undefined ? {} : { description: idea }),
    parameters: network.parameters,
    nodes: network.nodes.map(toInner),
    edges: network.edges,
  };
}

/** The name each block of the network gets: its own where it is free or already means the same block. */
function blockNames(document: NetloomDocument, network: NetloomDocument): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(document.blocks));
  for (const [name, spec] of Object.entries(network.blocks)) {
    const there = document.blocks[name];
    const isSame = there !== undefined && JSON.stringify(there) === JSON.stringify(spec);
    const free = isSame ? name : freeName(name, taken);
    taken.add(free);
    names.set(name, free);
  }
  return names;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** `vgg-a` -> `vggA`: a name as block names are written. */
function identifierFrom(text: string): string {
  const joined = text.replace(
    /[^A-Za-z0-9]+([A-Za-z0-9])?/g,
    (_, next?: string) => next?.toUpperCase() ?? '',
  );
  return /^[A-Za-z]/.test(joined) ? joined : `network${joined}`;
}
