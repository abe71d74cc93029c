import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Cost, NetworkAnalysis, NodeAnalysis } from '../../graph-runtime/infer/analysis';
import { learnableParameters } from '../../graph-runtime/infer/costs';
import { getLayer } from '../../graph-runtime/layers/registry';
import { formatShape } from '../../graph-runtime/layers/tensor-type';
import { formatCount, groupDigits } from './figures';
import { formatTable } from './table';

/** One line of the table: a layer, or a block with everything in it. */
interface Row {
  readonly name: string;
  readonly what: string;
  readonly output: readonly number[] | null;
  readonly cost: Cost;
}

/** The nodes' paths as they are computed; those on a cycle, which has no order, follow as they are in the file. */
export function pathsInOrder({ order, graph }: NetworkAnalysis): readonly string[] {
  const ordered = new Set(order);
  return [...order, ...graph.nodes.map(({ path }) => path).filter((path) => !ordered.has(path))];
}

/** The network as a table: every layer, or (as on the canvas) each block on one line. */
export function formatNetworkTable(analysis: NetworkAnalysis, isExpanded: boolean): readonly string[] {
  const rows = isExpanded
    ? pathsInOrder(analysis).map((path) => layerRow(analysis, path))
    : collapsedRows(analysis);
  const columns = [
    { title: 'Node', align: 'left' },
    { title: 'Layer', align: 'left' },
    { title: 'Output', align: 'left' },
    { title: 'Parameters', align: 'right' },
    { title: 'Multiply-accumulates', align: 'right' },
  ] as const;
  const cells = ({ name, what, output, cost }: Row) => [
    name,
    what,
    output === null ? '?' : formatShape(output),
    parametersCell(cost, formatCount),
    formatCount(cost.multiplyAccumulates),
  ];
  const { cost } = analysis;
  const total = ['Total', '', '', parametersCell(cost, groupDigits), groupDigits(cost.multiplyAccumulates)];
  return formatTable(columns, rows.map(cells), [total]);
}

/** All weights, and how many of them are frozen, e.g. `1,000 (900 frozen)`. */
function parametersCell(cost: Cost, format: (count: number) => string): string {
  const all = format(learnableParameters(cost));
  const { frozenParameters, trainableParameters } = cost;
  if (frozenParameters === 0) return all;
  return trainableParameters === 0 ? `${all} (frozen)` : `${all} (${format(frozenParameters)} frozen)`;
}

function layerRow({ graph, nodes }: NetworkAnalysis, path: string): Row {
  const node = graph.nodes.find((candidate) => candidate.path === path);
  const analysis = nodes.get(path);
  const layer = getLayer(node?.type ?? '');
  const label = layer?.label.en ?? node?.type ?? '';
  const details = layer === undefined || node === undefined ? '' : layer.describe(node.parameters, 'en');
  return {
    name: path,
    what: details === '' ? label : `${label} ${details}`,
    output: outputShape(analysis),
    cost: analysis?.cost ?? noCost,
  };
}

/** The shape of one example after a node; an output has no wire after it and shows what it takes. Null: not known. */
export function outputShape(analysis: NodeAnalysis | undefined): readonly number[] | null {
  const types = analysis?.outputs?.length === 0 ? analysis.inputs : analysis?.outputs;
  return types?.[0]?.shape ?? null;
}

const noCost: Cost = {
  trainableParameters: 0,
  frozenParameters: 0,
  otherParameters: 0,
  multiplyAccumulates: 0,
  activationBytes: 0,
};

/** One row for each node of the network itself; a block's row is where its first layer is computed. */
function collapsedRows(analysis: NetworkAnalysis): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const path of pathsInOrder(analysis)) {
    const [top = path] = path.split('/');
    const groupPath = top === path ? null : wholeGroup(analysis, top);
    const name = groupPath ?? path;
    if (!rows.has(name))
      rows.set(name, groupPath === null ? layerRow(analysis, path) : groupRow(analysis, groupPath));
  }
  return [...rows.values()];
}

/** The group that stands for all copies of a repeated block, or the block's own. */
function wholeGroup({ graph, groups }: NetworkAnalysis, path: string): string {
  const id = graph.groups.find((group) => group.path === path)?.origin.id;
  return id !== undefined && groups.has(id) ? id : path;
}

function groupRow({ document, graph, groups }: NetworkAnalysis, path: string): Row {
  const group = graph.groups.find((candidate) => candidate.path === path);
  const analysis = groups.get(path);
  const copies = graph.groups.filter(
    (candidate) => candidate.path !== path && candidate.origin.scope === null && candidate.origin.id === path,
  ).length;
  const label = blockLabel(document, group?.block ?? '');
  const [output = null] = Object.values(analysis?.outputs ?? {});
  return {
    name: path,
    what: copies > 0 ? `${copies} × ${label}` : label,
    output: output?.shape ?? null,
    cost: analysis?.cost ?? noCost,
  };
}

function blockLabel(document: NetloomDocument, block: string): string {
  const spec = Object.hasOwn(document.blocks, block) ? document.blocks[block] : undefined;
  return spec?.name ?? block;
}
