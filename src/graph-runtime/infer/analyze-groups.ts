import type { Expansion } from '../blocks/expand';
import type { FlatGroup } from '../blocks/flat-graph';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { pathsOf } from '../diagnostics/merge-uses';
import { isSameShape, type TensorType } from '../layers/tensor-type';
import type { GroupAnalysis, NetworkAnalysis, NodeAnalysis } from './analysis';
import { isSameCost, type RunningCosts } from './costs';
import type { Wiring } from './wiring';

/** What is known of the nodes of a network. */
interface AnalyzedNodes {
  readonly wiring: Wiring;
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  /** In the order of the graph. */
  readonly costs: RunningCosts;
}

/**
 * Sums and port types of every use of a block. What is as before stays the same object, so that a collapsed block on the canvas
 * is not drawn again.
 */
export function analyzeGroups(
  { graph, groupRanges }: Expansion,
  { wiring, nodes, costs }: AnalyzedNodes,
  diagnostics: readonly Diagnostic[],
  previous: ReadonlyMap<string, GroupAnalysis> | undefined,
): ReadonlyMap<string, GroupAnalysis> {
  const groups = new Map<string, GroupAnalysis>();
  if (graph.groups.length === 0) return groups;
  const typeAt = createTypeLookup(wiring, nodes);
  for (const { path, outputs } of graph.groups) {
    const [start, end] = groupRanges.get(path) ?? [0, 0];
    const group: GroupAnalysis = {
      path,
      outputs: Object.fromEntries(Object.entries(outputs).map(([port, at]) => [port, typeAt(at)])),
      cost: costs.between(start, end),
      diagnosticCount: 0,
      errorCount: 0,
    };
    groups.set(path, group);
  }
  for (const group of countedGroups(graph.groups, groups, diagnostics)) groups.set(group.path, group);
  for (const [path, group] of groups) {
    const before = previous?.get(path);
    if (before !== undefined && isSameGroup(before, group)) groups.set(path, before);
  }
  return groups;
}

type Endpoint = FlatGroup['outputs'][string];

function createTypeLookup(
  wiring: Wiring,
  nodes: ReadonlyMap<string, NodeAnalysis>,
): (at: Endpoint) => TensorType | null {
  return (at) => {
    if (at === undefined) return null;
    const ports = wiring.get(at.path)?.layer?.outputs ?? [];
    const index = ports.findIndex((port) => port.name === at.port);
    return nodes.get(at.path)?.outputs?.[index] ?? null;
  };
}

/** The groups of a network, with further diagnostics counted where they are inside. What is as before stays the same object. */
export function countInGroups(
  { graph, groups }: Pick<NetworkAnalysis, 'graph' | 'groups'>,
  found: readonly Diagnostic[],
  previous: NetworkAnalysis['groups'] | undefined,
): NetworkAnalysis['groups'] {
  const changed = countedGroups(graph.groups, groups, found);
  if (changed.length === 0) return groups;
  const counted = new Map(groups);
  for (const group of changed) {
    const before = previous?.get(group.path);
    counted.set(group.path, before !== undefined && isSameGroup(before, group) ? before : group);
  }
  return counted;
}

/** The groups inside of which diagnostics are, with these added to their counts. */
function countedGroups(
  flatGroups: readonly FlatGroup[],
  groups: ReadonlyMap<string, GroupAnalysis>,
  diagnostics: readonly Diagnostic[],
): readonly GroupAnalysis[] {
  const errors = countInside(
    flatGroups,
    diagnostics.filter(({ severity }) => severity === 'error'),
  );
  return Array.from(countInside(flatGroups, diagnostics)).flatMap(([path, count]) => {
    const group = groups.get(path);
    if (group === undefined) return [];
    const diagnosticCount = group.diagnosticCount + count;
    return [{ ...group, diagnosticCount, errorCount: group.errorCount + (errors.get(path) ?? 0) }];
  });
}

/** How many diagnostics are inside each group: at a path that continues the group's, or (all copies) one of its copies'. */
function countInside(groups: readonly FlatGroup[], diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  if (diagnostics.length === 0) return counts;
  const wholes = new Set(groups.filter(({ node }) => node.repeat !== undefined).map(({ path }) => path));
  const paths = new Set(groups.map((group) => group.path));
  for (const diagnostic of diagnostics) {
    const around = new Set<string>();
    for (const path of pathsOf(diagnostic)) addGroupsAround(path, paths, wholes, around);
    for (const group of around) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

function addGroupsAround(
  path: string,
  paths: ReadonlySet<string>,
  wholes: ReadonlySet<string>,
  around: Set<string>,
): void {
  for (let slash = path.length; slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const ancestor = path.slice(0, slash);
    if (slash < path.length && paths.has(ancestor)) around.add(ancestor);
    for (const whole of wholes) if (isCopy(ancestor, whole)) around.add(whole);
  }
}

function isCopy(path: string, whole: string): boolean {
  return path.length > whole.length && path.startsWith(whole) && /^\d+$/.test(path.slice(whole.length));
}

/** Whether nothing that is shown of a group has changed. */
function isSameGroup(a: GroupAnalysis, b: GroupAnalysis): boolean {
  const ports = Object.keys(a.outputs);
  return (
    a.diagnosticCount === b.diagnosticCount &&
    a.errorCount === b.errorCount &&
    isSameCost(a.cost, b.cost) &&
    ports.length === Object.keys(b.outputs).length &&
    ports.every((port) => isSameType(a.outputs[port], b.outputs[port]))
  );
}

function isSameType(a: TensorType | null | undefined, b: TensorType | null | undefined): boolean {
  if (!a || !b) return a === b;
  return isSameShape(a.shape, b.shape);
}
