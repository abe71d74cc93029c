import { blockType } from '../../../document/block-type';
import type { BlockSpec, EdgeSpec, NetloomDocument, NodeSpec } from '../../../document/document';
import type { FlatGraph, FlatNode } from '../../../blocks/flat-graph';
import { analyze } from '../../../infer/analyze';
import { isSameShape } from '../../../layers/tensor-type';
import type { ImportedNetwork } from '../network/imported-network';
import { NodeNames } from '../network/node-names';
import { withPorts } from '../network/with-ports';
import { blockOfPart, commonPrefix, type MadeBlock } from './block-of-part';
import { type RepeatedPart, repeatedParts } from './repeated-parts';
import { segmentsOf } from './segments';

/** Uses of one block that follow one another with the same numbers. */
interface Run {
  readonly name: string;
  readonly made: MadeBlock;
  readonly uses: (readonly NodeSpec[])[];
  readonly parameters: Readonly<Record<string, number | boolean>>;
  id: string;
}

/**
 * A network in which parts that occur more than once are blocks, with Repeat where they follow one another. It computes what the flat one does, or the
 * flat one is given back.
 */
export function groupIntoBlocks(network: ImportedNetwork): ImportedNetwork {
  const grouped = inBlocks(network);
  return { ...grouped, document: withPorts(grouped.document) };
}

function inBlocks(network: ImportedNetwork): ImportedNetwork {
  const { document } = network;
  const sources = sourcesOf(document);
  const runs: Run[] = [];
  const blocks: Record<string, BlockSpec> = {};
  const names = new NodeNames();
  const sharing = new Set(
    document.nodes.flatMap(({ id, sharesWith }) => (sharesWith === undefined ? [] : [id, sharesWith])),
  );
  for (const part of repeatedParts(segmentsOf(document), sources)) {
    // Nodes share weights with others of their own scope only.
    if (part.uses.some((use) => use.some(({ id }) => sharing.has(id)))) continue;
    const made = blockOfPart(part, sources);
    if (made === null) continue;
    const name = names.take(kindOf(part), 'unit');
    blocks[name] = made.block;
    runs.push(...runsOf(name, made, part, sources));
  }
  if (runs.length === 0) return network;
  const grouped = withUses(document, runs, blocks);
  return isSameNetwork(document, grouped.document, grouped.paths) ? renamed(network, grouped) : network;
}

function sourcesOf({ edges }: NetloomDocument): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  return sources;
}

/** What the block is called, by what it does with its input. */
function kindOf({ uses: [nodes = []] }: RepeatedPart): string {
  const types = nodes.map(({ type }) => type);
  if (types.includes('add')) {
    return types.filter((type) => type === 'conv2d').length > 2 ? 'bottleneck' : 'residual';
  }
  if (types.includes('concatenate')) return types.includes('maxPooling2d') ? 'inception' : 'branches';
  return types.includes('depthwiseConv2d') ? 'separable' : 'unit';
}

function runsOf(
  name: string,
  made: MadeBlock,
  { uses }: RepeatedPart,
  sources: ReadonlyMap<string, readonly string[]>,
): readonly Run[] {
  const runs: Run[] = [];
  uses.forEach((use, at) => {
    const parameters = made.parameters[at] ?? {};
    const last = runs.at(-1);
    const before = last?.uses.at(-1)?.at(-1)?.id;
    const members = new Set(use.map(({ id }) => id));
    const entries = use.flatMap(({ id }) => (sources.get(id) ?? []).filter((source) => !members.has(source)));
    const follows = before !== undefined && entries.every((source) => source === before);
    if (last !== undefined && follows && JSON.stringify(last.parameters) === JSON.stringify(parameters)) {
      last.uses.push(use);
    } else runs.push({ name, made, uses: [use], parameters, id: '' });
  });
  return runs;
}

interface Grouped {
  readonly document: NetloomDocument;
  /** Where each node of the flat network is. */
  readonly paths: ReadonlyMap<string, string>;
  readonly runs: readonly Run[];
}

function withUses(
  document: NetloomDocument,
  runs: readonly Run[],
  blocks: Readonly<Record<string, BlockSpec>>,
): Grouped {
  const runOf = new Map<string, Run>();
  for (const run of runs) for (const use of run.uses) for (const { id } of use) runOf.set(id, run);
  const names = new NodeNames();
  for (const { id } of document.nodes) if (!runOf.has(id)) names.take(id, id);
  const nodes: NodeSpec[] = [];
  for (const node of document.nodes) {
    const run = runOf.get(node.id);
    if (run === undefined) nodes.push(node);
    else if (run.id === '') {
      run.id = names.take(commonPrefix(run.uses.flat().map(({ id }) => id)) || run.name, run.name);
      nodes.push(nodeOf(run));
    }
  }
  const place = (id: string) => runOf.get(id)?.id ?? id;
  const edges: EdgeSpec[] = [];
  const seen = new Set<string>();
  for (const { from, to } of document.edges) {
    const edge = { from: place(from), to: place(to) };
    const isInside = edge.from === edge.to;
    const key = `${edge.from} ${edge.to}`;
    // A use has one input, however many of its nodes read it.
    if (isInside || (runOf.has(to) && seen.has(key))) continue;
    seen.add(key);
    edges.push(edge);
  }
  return {
    document: { ...document, nodes, edges, blocks: { ...blocks } },
    paths: pathsOf(document, runs),
    runs,
  };
}

function nodeOf({ id, name, parameters, uses }: Run): NodeSpec {
  return {
    id,
    type: blockType(name),
    ...(Object.keys(parameters).length > 0 && { parameters: { ...parameters } }),
    ...(uses.length > 1 && { repeat: uses.length }),
  };
}

function pathsOf({ nodes }: NetloomDocument, runs: readonly Run[]): ReadonlyMap<string, string> {
  const paths = new Map(nodes.map(({ id }) => [id, id]));
  for (const { id, uses, made } of runs) {
    uses.forEach((use, copy) => {
      const prefix = uses.length > 1 ? `${id}${copy + 1}` : id;
      for (const [at, node] of use.entries()) paths.set(node.id, `${prefix}/${made.inner[at]}`);
    });
  }
  return paths;
}

/** Whether every node has the type, the shapes, the weights and the inputs that it had before. */
function isSameNetwork(
  flat: NetloomDocument,
  grouped: NetloomDocument,
  paths: ReadonlyMap<string, string>,
): boolean {
  const [before, after] = [analyze(withPorts(flat)), analyze(withPorts(grouped))];
  if (before.graph.nodes.length !== after.graph.nodes.length) return false;
  if (before.diagnostics.length !== after.diagnostics.length) return false;
  const now = new Map(after.graph.nodes.map((node) => [node.path, node]));
  const [wiredBefore, wiredNow] = [wiresOf(before.graph), wiresOf(after.graph)];
  return before.graph.nodes.every((node) => {
    const path = paths.get(node.path) ?? '';
    const other = now.get(path);
    const [old, found] = [before.nodes.get(node.path), after.nodes.get(path)];
    const isSameLayer = other?.type === node.type && plain(node) === plain(other);
    const isSameOutput = isSameShape(old?.outputs?.[0]?.shape ?? [], found?.outputs?.[0]?.shape ?? []);
    const isSameWeights =
      old?.weights.length === found?.weights.length &&
      (old?.weights ?? []).every(({ shape }, at) => isSameShape(shape, found?.weights[at]?.shape ?? []));
    const wanted = (wiredBefore.get(node.path) ?? []).map((source) => paths.get(source));
    return (
      isSameLayer && isSameOutput && isSameWeights && wanted.join() === (wiredNow.get(path) ?? []).join()
    );
  });
}

function wiresOf({ edges }: FlatGraph): ReadonlyMap<string, readonly string[]> {
  const wires = new Map<string, string[]>();
  for (const { from, to } of edges) wires.set(to.path, [...(wires.get(to.path) ?? []), from.path]);
  return wires;
}

/** All parameters but padding, which has several names for the same cells: the shapes of what comes out are compared. */
function plain({ parameters }: FlatNode): string {
  return JSON.stringify({ ...parameters, padding: null });
}

function renamed(network: ImportedNetwork, { document, paths, runs }: Grouped): ImportedNetwork {
  const rename = (name: string) => {
    const at = name.lastIndexOf('/');
    return `${paths.get(name.slice(0, at)) ?? name.slice(0, at)}${name.slice(at)}`;
  };
  const counts = new Map<string, number>();
  for (const { name, uses } of runs) counts.set(name, (counts.get(name) ?? 0) + uses.length);
  const { report } = network;
  return {
    document,
    weights: network.weights.map((weight) => ({ ...weight, name: rename(weight.name) })),
    report: {
      ...report,
      weights: report.weights.map((weight) => ({ ...weight, name: rename(weight.name) })),
      blocks: Array.from(counts, ([name, uses]) => ({ name, uses })),
    },
  };
}
