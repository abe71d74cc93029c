import type { Diagnostic } from '../diagnostics/diagnostic';
import { limitDiagnostics } from '../diagnostics/limit-diagnostics';
import { mergeUses } from '../diagnostics/merge-uses';
import type { NetloomDocument, NodeSpec } from '../document/document';
import { getLayer, layers } from '../layers/registry';
import { blockTable } from './block-table';
import { expandScope } from './expand-scope';
import type { ExpressionScope } from './expression';
import type { FlatEdge, FlatEndpoint, FlatGraph, FlatGroup } from './flat-graph';
import { type GroupDraft, isPortWire, type Source } from './fragment';
import { EXPANSION_LIMITS, ExpansionBudget } from './limits';
import { namesSizes } from './port-sizes';
import { resolveBlockParameters } from './resolve-parameters';
import { isSameScope, type ScopeExpansion } from './use';

export interface Expansion {
  readonly graph: FlatGraph;
  /** What is wrong with the document's blocks, wires and parameters. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of flat nodes at which something is wrong that has been reported: nothing more can be inferred there. */
  readonly broken: ReadonlySet<string>;
  /** Paths of flat nodes whose results lead into a mistake that has been reported: that nothing uses them follows from it. */
  readonly claimed: ReadonlySet<string>;
  /** The flat nodes inside each group: the indices of the first and of the one after the last, by path. */
  readonly groupRanges: ReadonlyMap<string, readonly [number, number]>;
}

/** What an expansion leaves behind for the next one; forgotten along with its graph. */
interface Memory {
  readonly document: NetloomDocument;
  readonly expansion: Expansion;
  readonly root: ScopeExpansion;
}

const memories = new WeakMap<FlatGraph, Memory>();
const layerTypes = layers.map((layer) => layer.type);

/**
 * Replaces every block of a document by what is in it, with all parameters resolved. Pure: the same document gives an equal
 * graph. With `previous` (the graph before an edit) what the edit did not touch is not worked out again, and its flat nodes are
 * the same objects as before.
 *
 * Whatever is wrong becomes a diagnostic; nothing a document holds makes this throw or run on: see `EXPANSION_LIMITS`.
 */
export function expand(document: NetloomDocument, previous?: FlatGraph): Expansion {
  const memory = previous === undefined ? undefined : memories.get(previous);
  if (memory !== undefined && isSameNetwork(memory.document, document)) return memory.expansion;
  const budget = new ExpansionBudget();
  const blocks = blockTable(document);
  const canReuse = memory !== undefined && isSameNames(blocks.names, blockTable(memory.document).names);
  const context = { blocks, layerTypes, getLayer, budget, canReuse };
  const place = { path: '', origin: { scope: null, id: '' } };
  const parameters = resolveBlockParameters(document.parameters, undefined, new Map(), place);
  const isSame = memory !== undefined && isSameScope(memory.root.values, parameters.values);
  const values = isSame ? memory.root.values : parameters.values;
  const inputTypes = namesSizes(blocks) ? new Map() : undefined;
  const scopePlace = { scope: null, prefix: '', nesting: 0, inputTypes };
  const root = expandScope(context, document, scopePlace, values, memory?.root);
  const { fragment } = root;
  if (budget.isSpent) return TOO_LARGE;
  const diagnostics = [...parameters.diagnostics, ...fragment.diagnostics];
  const graph: FlatGraph = {
    nodes: fragment.nodes,
    edges: fragment.wires.filter((wire): wire is FlatEdge => !isPortWire(wire)),
    groups: finishGroups(fragment.groups, previous),
  };
  const expansion: Expansion = {
    graph,
    diagnostics: limitDiagnostics(mergeUses(diagnostics), EXPANSION_LIMITS.diagnostics),
    broken: new Set(fragment.broken),
    claimed: new Set(
      fragment.claimed.flatMap((source) => (source.kind === 'node' ? [source.endpoint.path] : [])),
    ),
    groupRanges: new Map(
      fragment.groups.map(({ path, firstNode, nodeCount }) => [path, [firstNode, firstNode + nodeCount]]),
    ),
  };
  memories.set(graph, { document, expansion, root });
  return expansion;
}

/** Whether two documents differ in nothing that an expansion looks at (but in places, notes, training settings, names). */
function isSameNetwork(a: NetloomDocument, b: NetloomDocument): boolean {
  return (
    a.edges === b.edges &&
    a.blocks === b.blocks &&
    a.parameters === b.parameters &&
    isSameButForPlaces(a.nodes, b.nodes)
  );
}

function isSameButForPlaces(a: readonly NodeSpec[], b: readonly NodeSpec[]): boolean {
  return a === b || (a.length === b.length && a.every((node, at) => isSameButForPlace(node, b[at])));
}

function isSameButForPlace(a: NodeSpec, b: NodeSpec | undefined): boolean {
  if (a === b) return true;
  if (b === undefined) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof NodeSpec)[]);
  names.delete('position');
  for (const name of names) if (a[name] !== b[name]) return false;
  return true;
}

function isSameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** The result for a document that describes more than any memory holds: no graph at all, and the reason. */
const TOO_LARGE: Expansion = {
  graph: { nodes: [], edges: [], groups: [] },
  diagnostics: [
    {
      code: 'network-too-large',
      severity: 'error',
      path: '',
      expected: `≤ ${EXPANSION_LIMITS.flatNodes}`,
      values: { limit: EXPANSION_LIMITS.flatNodes },
      fixes: [],
    },
  ],
  broken: new Set(),
  claimed: new Set(),
  groupRanges: new Map(),
};

/** Names the flat endpoints at the ports of every group; a group that is as before stays the same object. */
function finishGroups(drafts: readonly GroupDraft[], previous: FlatGraph | undefined): FlatGroup[] {
  const old = new Map(previous?.groups.map((group) => [group.path, group]));
  return drafts.map((draft) => {
    const { path, block, origin, node, sizes } = draft;
    const group: FlatGroup = {
      path,
      block,
      origin,
      node,
      ...(sizes === undefined ? {} : { sizes }),
      inputs: endpoints(draft.inputs),
      outputs: endpoints(draft.outputs),
    };
    const before = old.get(path);
    return before !== undefined && isSameGroup(before, group) ? before : group;
  });
}

const NO_SIZES: ExpressionScope = new Map();

type Ports = Readonly<Record<string, FlatEndpoint | undefined>>;

function endpoints(sources: ReadonlyMap<string, Source>): Ports {
  const entries = Array.from(sources, ([port, source]) => [
    port,
    source.kind === 'node' ? source.endpoint : undefined,
  ]);
  return Object.fromEntries(entries);
}

function isSameGroup(a: FlatGroup, b: FlatGroup): boolean {
  return (
    a.block === b.block &&
    a.node === b.node &&
    isSameScope(a.sizes ?? NO_SIZES, b.sizes ?? NO_SIZES) &&
    isSamePorts(a.inputs, b.inputs) &&
    isSamePorts(a.outputs, b.outputs)
  );
}

function isSamePorts(a: Ports, b: Ports): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name]?.path === b[name]?.path && a[name]?.port === b[name]?.port)
  );
}
