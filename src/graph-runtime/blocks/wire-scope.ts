import type { Diagnostic } from '../diagnostics/diagnostic';
import { connectFix, muteFix, removeEdgesFix, switchOnFix, unmuteFix } from '../diagnostics/fixes';
import { nearestSource } from '../document/nearest-source';
import type { ScopeContent } from '../document/scope-draft';
import { expansionDiagnostic } from './expansion-diagnostics';
import type { EdgeOrigin } from './flat-graph';
import {
  BROKEN,
  bindFragment,
  connect,
  type Fragment,
  FragmentBuilder,
  joinVia,
  MUTED,
  NOTHING,
  type Source,
} from './fragment';
import { type MutePropagation, propagateMutes } from './mute-propagation';
import { placeOfUse, readEdges, type ScopeWire, type ScopeWires } from './read-edges';
import type { ExpansionContext, ScopePlace, Use } from './use';

/**
 * Wires the uses of a scope as its edges say: the last step of its expansion. A wire into a layer becomes a wire of the flat
 * graph, one into a block is led on inside it, one into a node that is switched off continues to whatever comes after, and what
 * muted nodes take along is left out.
 */
export function wireScope(
  context: ExpansionContext,
  content: ScopeContent,
  place: ScopePlace,
  uses: ReadonlyMap<string, Use>,
  diagnostics: readonly Diagnostic[],
): Fragment {
  if (!context.budget.take(0, content.edges.length)) return new FragmentBuilder().build(new Map());
  const wires = readEdges(content.edges, place, uses);
  return new ScopeWiring(content, place, uses, wires).wire(diagnostics);
}

class ScopeWiring {
  readonly #content: ScopeContent;
  readonly #place: ScopePlace;
  readonly #uses: ReadonlyMap<string, Use>;
  readonly #wires: ScopeWires;
  readonly #muting: MutePropagation;
  readonly #merged = new FragmentBuilder();
  /** What has been reported of each use, so that it is reported once. */
  readonly #reported = new Map<Use, Set<string>>();

  constructor(content: ScopeContent, place: ScopePlace, uses: ReadonlyMap<string, Use>, wires: ScopeWires) {
    this.#content = content;
    this.#place = place;
    this.#uses = uses;
    this.#wires = wires;
    this.#muting = propagateMutes(uses.values(), wires);
  }

  wire(diagnostics: readonly Diagnostic[]): Fragment {
    this.#merged.diagnostics.push(...diagnostics);
    for (const diagnostic of this.#wires.diagnostics) this.#merged.diagnostics.push(diagnostic);
    this.#merged.steps += this.#content.edges.length;
    const exits = new Map<string, Source>();
    for (const use of this.#uses.values()) {
      if (use.role === 'blockOutput') exits.set(use.node.id, this.#exit(use));
      else if (this.#muting.isCut(use)) continue;
      else if (use.role === 'block') this.#addBlock(use);
      else if (use.role === 'broken') this.#addBroken(use);
      else this.#addLayer(use);
    }
    for (const { from, output } of this.#wires.lost) this.#merged.claimed.push(this.#trace(from, output));
    for (const [use, muted] of this.#muting.conflicts) this.#reportHalfMuted(use, muted);
    return this.#merged.build(exits);
  }

  /** The first wire into a port. A port that takes many is only asked when its node is switched off. */
  #wireInto(use: Use, port: string): ScopeWire | undefined {
    return this.#wires.into.get(use)?.find((wire) => wire.port === port && !this.#muting.isMuted(wire));
  }

  /** What leaves the block at one of its outputs. */
  #exit(use: Use): Source {
    if (this.#muting.isCut(use)) return MUTED;
    const source = this.#enters(use, 'in');
    if (source.kind !== 'none') return source;
    this.#reportUnconnected(use, 'in');
    return BROKEN;
  }

  /** Adds what is in a block, with the wires that enter it led on to where they end inside. */
  #addBlock(use: Use): void {
    const bound = bindFragment(use.fragment, (port) => this.#enters(use, port));
    this.#merged.add(use.fragment, bound);
    for (const port of bound.unconnected) this.#reportUnconnected(use, port);
  }

  /** Adds the placeholder of what could not be expanded. What is wired to it counts as used. */
  #addBroken(use: Use): void {
    this.#merged.addNodes(use.fragment);
    for (const { from, output } of this.#wires.into.get(use) ?? []) {
      if (from !== null) this.#merged.claimed.push(this.#trace(from, output));
    }
  }

  /** Adds the flat nodes of a layer's copies, and the wires that enter them. */
  #addLayer(use: Use): void {
    const { fragment } = use;
    if (fragment.wires.length === 0 && fragment.groups.length === 0) this.#merged.addNodes(fragment);
    else
      this.#merged.add(
        fragment,
        bindFragment(fragment, (port) => ({ kind: 'port', port, via: [] })),
      );
    if (this.#wires.miswired.has(use)) {
      for (const node of fragment.nodes) this.#merged.broken.push(node.path);
    }
    if (use.entries.size === 0) return;
    const { scope } = this.#place;
    for (const wire of this.#wires.into.get(use) ?? []) {
      if (this.#muting.isMuted(wire)) continue;
      const { edge, port, from, output } = wire;
      const source = from === null ? BROKEN : this.#trace(from, output);
      for (const to of use.entries.get(port) ?? []) {
        this.#merged.addWire(connect(source, to, { scope, edge }, NO_VIA), to.path);
      }
    }
  }

  #reportUnconnected(use: Use, port: string): void {
    if (this.#isReported(use, `port ${port}`)) return;
    const { scope } = this.#place;
    const from = nearestSource(this.#content, use.node.id, (node) => this.#uses.get(node.id)?.outputs ?? []);
    const isOnly = use.inputs.length === 1;
    const to = isOnly ? use.node.id : `${use.node.id}:${port}`;
    const fixes = from === null ? [] : [connectFix(scope, { from, to })];
    this.#report(isOnly ? 'unconnected-input' : 'unconnected-port', use, { port, values: { port }, fixes });
  }

  /** What the wire into a port brings. */
  #enters(use: Use, port: string): Source {
    const wire = this.#wireInto(use, port);
    const isExplained = this.#wires.miswired.has(use) || this.#muting.conflicts.has(use);
    if (wire === undefined) return isExplained ? BROKEN : NOTHING;
    if (wire.from === null) return BROKEN;
    const source = this.#trace(wire.from, wire.output);
    if (source.kind !== 'node' && source.kind !== 'port') return source;
    return { ...source, via: joinVia(source.via, [{ scope: this.#place.scope, edge: wire.edge }]) };
  }

  /**
   * Follows a value back to the flat node or the port it comes from, through blocks and switched-off nodes that let it pass. A
   * loop of such nodes has no source at all.
   */
  #trace(use: Use, port: string): Source {
    const exit = this.#leaves(use, port);
    // The usual case: a layer, or a block with one inside.
    if (exit.kind === 'node' || exit.kind === 'broken' || exit.kind === 'muted' || use.role === 'blockInput')
      return exit;
    let passed: readonly EdgeOrigin[] = NO_VIA;
    const seen: ScopeWire[] = [];
    let at = use;
    let leaving: Source = exit;
    for (;;) {
      if (leaving.kind === 'broken' || leaving.kind === 'muted') return leaving;
      if (leaving.kind === 'none') return this.#reportMuted(at);
      passed = joinVia(leaving.via, passed);
      if (leaving.kind === 'node' || at.role === 'blockInput') return { ...leaving, via: passed };
      const wire = this.#wireInto(at, leaving.port);
      if (wire === undefined && !this.#wires.miswired.has(at)) this.#reportUnconnected(at, leaving.port);
      if (wire === undefined || wire.from === null) return BROKEN;
      const first = seen.indexOf(wire);
      if (first !== -1) return this.#reportLoop(seen.slice(first));
      seen.push(wire);
      passed = joinVia([{ scope: this.#place.scope, edge: wire.edge }], passed);
      at = wire.from;
      leaving = this.#leaves(at, wire.output);
    }
  }

  /** What a use gives at one of its outputs, seen from inside it. */
  #leaves(use: Use, port: string): Source {
    if (this.#muting.isCut(use)) return MUTED;
    return use.fragment.exits.get(port) ?? BROKEN;
  }

  /** Switched-off nodes wired in a circle. Reported once, at the first of them in document order. */
  #reportLoop(round: readonly ScopeWire[]): Source {
    const loop = new Set(round.map(({ from }) => from));
    const first = Array.from(this.#uses.values()).find((use) => loop.has(use));
    if (first !== undefined && !this.#isReported(first, 'loop')) {
      const back = (this.#wires.into.get(first) ?? []).filter(({ from }) => loop.has(from));
      const edges = back.map(({ edge }) => edge);
      const text = { from: edges[0]?.from ?? '', to: edges[0]?.to ?? '' };
      const fixes = [removeEdgesFix('remove-edge', text, this.#place.scope, edges)];
      const values = { cycle: Array.from(loop, (use) => use?.path).join(' → ') };
      this.#report('cycle', first, { values, fixes });
    }
    return BROKEN;
  }

  /** A switched-off node without any input has nothing to let pass. */
  #reportMuted(use: Use): Source {
    const fixes = [switchOnFix(this.#place.scope, use.node.id)];
    if (!this.#isReported(use, 'muted')) this.#report('switched-off-source', use, { fixes });
    return BROKEN;
  }

  /** One input of a block is muted and another is not. */
  #reportHalfMuted(use: Use, muted: readonly ScopeWire[]): void {
    const { scope } = this.#place;
    const [wire] = muted;
    const cause = muted.find(({ from }) => from?.role === 'muted')?.from;
    const fixes = [muteFix(scope, use.node.id)];
    if (cause !== null && cause !== undefined) fixes.unshift(unmuteFix([{ scope, id: cause.node.id }]));
    const port = wire?.port ?? '';
    for (const node of use.fragment.nodes) this.#merged.broken.push(node.path);
    this.#report('muted-input', use, { port, values: { port }, fixes });
  }

  #report(code: string, use: Use, details: Parameters<typeof expansionDiagnostic>[2]): void {
    this.#merged.diagnostics.push(expansionDiagnostic(code, placeOfUse(this.#place, use), details));
  }

  /** Whether this was said of the use before; from now on it was. */
  #isReported(use: Use, what: string): boolean {
    const known = this.#reported.get(use);
    if (known === undefined) {
      this.#reported.set(use, new Set([what]));
      return false;
    }
    const isKnown = known.has(what);
    known.add(what);
    return isKnown;
  }
}

const NO_VIA: readonly EdgeOrigin[] = [];
