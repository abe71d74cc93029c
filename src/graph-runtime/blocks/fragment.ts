import type { Diagnostic } from '../diagnostics/diagnostic';
import type { EdgeOrigin, FlatEdge, FlatEndpoint, FlatGroup, FlatNode, Origin } from './flat-graph';

/**
 * A fragment is what one use of a node expands to, before it is known what is wired to it: its flat nodes, the wires among
 * them, and wires that still wait at its input ports. Fragments are put together from the innermost block outwards; a fragment
 * whose block and parameters did not change is used again as it is.
 */
export interface Fragment {
  readonly nodes: readonly FlatNode[];
  readonly wires: readonly Wire[];
  readonly groups: readonly GroupDraft[];
  /** Paths of nodes that cannot be inferred because of a mistake that has been reported already. */
  readonly broken: readonly string[];
  /** What leads into a mistake that has been reported: results that are used, though no wire of the graph uses them. */
  readonly claimed: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  /** What leaves through each output port. */
  readonly exits: ReadonlyMap<string, Source>;
  /** Node uses and edges looked at to make it, for the budget. */
  readonly steps: number;
}

/** Where a value comes from, seen from inside a fragment. */
export type Source =
  | { readonly kind: 'node'; readonly endpoint: FlatEndpoint; readonly via: readonly EdgeOrigin[] }
  /** Whatever is wired to this input port of the fragment. */
  | { readonly kind: 'port'; readonly port: string; readonly via: readonly EdgeOrigin[] }
  /** Nothing is wired there. */
  | { readonly kind: 'none' }
  /** A muted node: what takes many leaves it out, what takes nothing else is left out with it. */
  | { readonly kind: 'muted' }
  /** A mistake that has been reported. */
  | { readonly kind: 'broken' };

export const NOTHING: Source = { kind: 'none' };
export const MUTED: Source = { kind: 'muted' };
export const BROKEN: Source = { kind: 'broken' };

/** A wire whose source is an input port of the fragment. */
export interface PortWire {
  readonly port: string;
  readonly to: FlatEndpoint;
  readonly origin: EdgeOrigin;
  readonly via: readonly EdgeOrigin[];
}

export type Wire = FlatEdge | PortWire;

export function isPortWire(wire: Wire): wire is PortWire {
  return 'port' in wire;
}

/** A `FlatGroup` whose ports are not traced to their flat nodes yet. */
export interface GroupDraft {
  readonly path: string;
  readonly block: string;
  readonly origin: Origin;
  readonly node: FlatGroup['node'];
  readonly sizes?: FlatGroup['sizes'];
  readonly inputs: ReadonlyMap<string, Source>;
  readonly outputs: ReadonlyMap<string, Source>;
  /** Its flat nodes: this many, from this one of the fragment's nodes on. */
  readonly firstNode: number;
  readonly nodeCount: number;
}

/** What a fragment becomes once its input ports are known. */
export interface BoundFragment {
  readonly wires: readonly Wire[];
  readonly groups: readonly GroupDraft[];
  readonly broken: readonly string[];
  readonly claimed: readonly Source[];
  readonly exits: ReadonlyMap<string, Source>;
  /** Input ports that something inside waits for and nothing is wired to. */
  readonly unconnected: readonly string[];
}

/** Puts what `lookUp` finds at each input port in the place of the ports. */
export function bindFragment(fragment: Fragment, lookUp: (port: string) => Source): BoundFragment {
  const wires: Wire[] = [];
  const broken: string[] = [...fragment.broken];
  const unconnected = new Set<string>();
  for (const wire of fragment.wires) {
    if (!isPortWire(wire)) {
      wires.push(wire);
      continue;
    }
    const source = lookUp(wire.port);
    const connected = connect(source, wire.to, wire.origin, wire.via);
    if (connected !== null) wires.push(connected);
    else broken.push(wire.to.path);
    if (source.kind === 'none') unconnected.add(wire.port);
  }
  const exits = new Map<string, Source>();
  for (const [port, source] of fragment.exits) exits.set(port, follow(source, lookUp));
  return {
    wires,
    groups: fragment.groups.map((group) => bindGroup(group, lookUp)),
    broken,
    claimed: fragment.claimed.map((source) => follow(source, lookUp)),
    exits,
    unconnected: Array.from(unconnected),
  };
}

/** Of the edges along a wire this many are kept at each end; only an absurd document has more. */
const MAXIMUM_VIA = 24;

/** The edges along a wire, from the source on. */
export function joinVia(first: readonly EdgeOrigin[], then: readonly EdgeOrigin[]): readonly EdgeOrigin[] {
  if (first.length === 0) return then;
  if (then.length === 0) return first;
  const all = [...first, ...then];
  if (all.length <= 2 * MAXIMUM_VIA) return all;
  return [...all.slice(0, MAXIMUM_VIA), ...all.slice(-MAXIMUM_VIA)];
}

/** The wire from a source to a flat node; null when nothing comes from there. */
export function connect(
  source: Source,
  to: FlatEndpoint,
  origin: EdgeOrigin,
  via: readonly EdgeOrigin[],
): Wire | null {
  if (source.kind !== 'node' && source.kind !== 'port') return null;
  const passed = joinVia(source.via, via);
  if (source.kind === 'node') return { from: source.endpoint, to, origin, via: passed };
  return { port: source.port, to, origin, via: passed };
}

/** Replaces an input port by what is wired to it. */
function follow(source: Source, lookUp: (port: string) => Source): Source {
  if (source.kind !== 'port') return source;
  const outer = lookUp(source.port);
  if (outer.kind !== 'node' && outer.kind !== 'port') return outer;
  return { ...outer, via: joinVia(outer.via, source.via) };
}

function bindGroup(group: GroupDraft, lookUp: (port: string) => Source): GroupDraft {
  const inputs = followAll(group.inputs, lookUp);
  const outputs = followAll(group.outputs, lookUp);
  return inputs === group.inputs && outputs === group.outputs ? group : { ...group, inputs, outputs };
}

function followAll(
  sources: ReadonlyMap<string, Source>,
  lookUp: (port: string) => Source,
): ReadonlyMap<string, Source> {
  let isWaiting = false;
  for (const source of sources.values()) if (source.kind === 'port') isWaiting = true;
  if (!isWaiting) return sources;
  const followed = new Map<string, Source>();
  for (const [port, source] of sources) followed.set(port, follow(source, lookUp));
  return followed;
}

export const EMPTY_FRAGMENT: Fragment = {
  nodes: [],
  wires: [],
  groups: [],
  broken: [],
  claimed: [],
  diagnostics: [],
  exits: new Map(),
  steps: 0,
};

/** Puts fragments together to a larger one. */
export class FragmentBuilder {
  readonly nodes: FlatNode[] = [];
  readonly wires: Wire[] = [];
  readonly groups: GroupDraft[] = [];
  readonly broken: string[] = [];
  readonly claimed: Source[] = [];
  readonly diagnostics: Diagnostic[] = [];
  steps = 0;

  /** Adds a fragment whose input ports are known by now. */
  add(fragment: Fragment, bound: BoundFragment): void {
    const offset = this.nodes.length;
    for (const group of bound.groups) {
      this.groups.push(offset === 0 ? group : { ...group, firstNode: group.firstNode + offset });
    }
    append(this.nodes, fragment.nodes);
    append(this.diagnostics, fragment.diagnostics);
    append(this.wires, bound.wires);
    append(this.broken, bound.broken);
    append(this.claimed, bound.claimed);
    this.steps += fragment.steps;
  }

  /** Adds a fragment that has no wires and no groups of its own: a layer's. */
  addNodes(fragment: Fragment): void {
    append(this.nodes, fragment.nodes);
    append(this.diagnostics, fragment.diagnostics);
    append(this.broken, fragment.broken);
    this.steps += fragment.steps;
  }

  /** Adds the wire, or notes that the node at `path` lacks it. */
  addWire(wire: Wire | null, path: string): void {
    if (wire === null) this.broken.push(path);
    else this.wires.push(wire);
  }

  build(exits: ReadonlyMap<string, Source>): Fragment {
    const { nodes, wires, groups, broken, claimed, diagnostics, steps } = this;
    return { nodes, wires, groups, broken, claimed, diagnostics, exits, steps };
  }
}

/** `push(...items)` would put every item on the stack. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

/** Without nodes: the same leaves at every output. */
export function leavingAlike(outputs: readonly string[], source: Source): Fragment {
  const exits = new Map(outputs.map((port) => [port, source] as const));
  return { ...EMPTY_FRAGMENT, exits, steps: 1 };
}
