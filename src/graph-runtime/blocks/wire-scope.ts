import type { Diagnostic } from '../diagnostics/diagnostic';
import { connectFix, removeEdgeFix, removeEdgesFix, rewireFix, switchOnFix } from '../diagnostics/fixes';
import { nearestName } from '../diagnostics/nearest-name';
import type { ScopeContent } from '../document/apply-edits';
import type { EdgeSpec } from '../document/document';
import { type Endpoint, parseEndpoint } from '../document/endpoint';
import { nearestSource } from '../document/nearest-source';
import { expansionDiagnostic } from './expansion-diagnostics';
import type { EdgeOrigin } from './flat-graph';
import {
  BROKEN,
  bindFragment,
  connect,
  type Fragment,
  FragmentBuilder,
  joinVia,
  NOTHING,
  type Source,
} from './fragment';
import type { Place } from './resolve-parameters';
import type { ExpansionContext, ScopePlace, Use } from './use';

/** A wire of the document between two ports that are there; `from` is null where its source is not. */
interface ScopeWire {
  readonly edge: EdgeSpec;
  readonly from: { readonly use: Use; readonly port: string } | null;
}

/**
 * Wires the uses of a scope as its edges say: the last step of its expansion. A wire into a layer becomes a wire of the flat
 * graph, one into a block is led on inside it, and one into a node that is switched off goes on to whatever comes behind.
 */
export function wireScope(
  context: ExpansionContext,
  content: ScopeContent,
  place: ScopePlace,
  uses: ReadonlyMap<string, Use>,
  diagnostics: readonly Diagnostic[],
): Fragment {
  return new ScopeWiring(content, place, uses, diagnostics).wire(context);
}

class ScopeWiring {
  readonly #content: ScopeContent;
  readonly #place: ScopePlace;
  readonly #uses: ReadonlyMap<string, Use>;
  readonly #merged = new FragmentBuilder();
  /** Wires into each use by port, in the order of the edges. */
  readonly #wires = new Map<Use, Map<string, ScopeWire[]>>();
  /** Uses with a wire that leads nowhere: that another port of theirs is not connected is then a consequence. */
  readonly #miswired = new Set<Use>();
  /** Ports that have been reported as open, so that each is reported once. */
  readonly #open = new Map<Use, Set<string>>();
  readonly #loops = new Map<Use, Set<string>>();

  constructor(
    content: ScopeContent,
    place: ScopePlace,
    uses: ReadonlyMap<string, Use>,
    diagnostics: readonly Diagnostic[],
  ) {
    this.#content = content;
    this.#place = place;
    this.#uses = uses;
    this.#merged.diagnostics.push(...diagnostics);
  }

  wire(context: ExpansionContext): Fragment {
    const { edges } = this.#content;
    for (let index = 0; index < edges.length; index += 1) {
      if (!context.budget.take(0, 1)) break;
      const edge = edges[index];
      if (edge !== undefined) this.#readEdge(edge, index);
    }
    this.#merged.steps += edges.length;
    this.#reportOccupied();
    const exits = new Map<string, Source>();
    for (const use of this.#uses.values()) {
      if (use.role === 'blockOutput') exits.set(use.node.id, this.#exit(use));
      else this.#addUse(use);
    }
    return this.#merged.build(exits);
  }

  #placeOf(use: Use): Place {
    return { path: use.path, origin: { scope: this.#place.scope, id: use.node.id } };
  }

  /** Finds the ports at both ends, or says that there is none. */
  #readEdge(edge: EdgeSpec, index: number): void {
    const from = parseEndpoint(edge.from);
    const to = parseEndpoint(edge.to);
    const source = this.#uses.get(from.id);
    const target = this.#uses.get(to.id);
    if (source === undefined || target === undefined) {
      this.#reportLoose(edge, index, source, target);
      if (target !== undefined) this.#miswired.add(target);
      return;
    }
    const input = this.#inputPort(target, to, edge, index);
    const output = this.#outputPort(source, from, target, edge, index);
    if (input === null || output === null) {
      this.#miswired.add(target);
      if (input === null) return;
    }
    const wire = { edge, from: output === null ? null : { use: source, port: output } };
    this.#addWire(target, input, wire, index);
  }

  #addWire(target: Use, input: { name: string; isVariadic: boolean }, wire: ScopeWire, index: number): void {
    let ports = this.#wires.get(target);
    if (ports === undefined) {
      ports = new Map();
      this.#wires.set(target, ports);
    }
    const wires = ports.get(input.name);
    if (wires === undefined) {
      ports.set(input.name, [wire]);
      return;
    }
    const isDouble = wires.some((other) => sourceOf(other) === sourceOf(wire));
    if (isDouble) this.#reportDouble(target, input.name, wire.edge, index);
    wires.push(wire);
    if (!input.isVariadic && !isDouble) this.#miswired.add(target);
  }

  /** Looks for ports that take one wire and have several, from different places. */
  #reportOccupied(): void {
    for (const [target, ports] of this.#wires) {
      for (const [port, wires] of ports) {
        const isVariadic = target.inputs.find(({ name }) => name === port)?.isVariadic === true;
        const sources = new Map(wires.map((wire) => [sourceOf(wire), wire.edge.from]));
        if (isVariadic || target.role === 'broken' || sources.size < 2) continue;
        this.#merged.diagnostics.push(
          expansionDiagnostic('port-occupied', this.#placeOf(target), {
            port,
            expected: '1',
            received: Array.from(sources.values()).join(', '),
            values: { to: target.node.id, port },
            fixes: Array.from(sources, ([source, from]) => {
              const others = wires.filter((wire) => sourceOf(wire) !== source).map(({ edge }) => edge);
              return removeEdgesFix('keep-edge', { from, to: target.node.id }, this.#place.scope, others);
            }),
          }),
        );
      }
    }
  }

  /** The input port an edge means; null after saying that there is no such port. */
  #inputPort(
    target: Use,
    { port }: Endpoint,
    edge: EdgeSpec,
    index: number,
  ): { name: string; isVariadic: boolean } | null {
    if (target.role === 'broken') return { name: port ?? '', isVariadic: true };
    const found = port === undefined ? target.inputs[0] : target.inputs.find(({ name }) => name === port);
    if (found !== undefined) return { name: found.name, isVariadic: found.isVariadic === true };
    const known = target.inputs.map(({ name }) => name);
    const code = known.length === 0 ? 'takes-no-input' : 'unknown-input-port';
    this.#reportPort(code, target, port ?? '', known, edge, index, 'to');
    return null;
  }

  /** The output port an edge means; null after saying that there is none. */
  #outputPort(source: Use, { port }: Endpoint, target: Use, edge: EdgeSpec, index: number): string | null {
    if (source.role === 'broken') return port ?? '';
    const found = port === undefined ? source.outputs[0] : port;
    if (found !== undefined && source.outputs.includes(found)) return found;
    const code = source.outputs.length === 0 ? 'gives-no-output' : 'unknown-output-port';
    this.#reportPort(code, target, port ?? '', source.outputs, edge, index, 'from');
    return null;
  }

  #reportPort(
    code: string,
    use: Use,
    port: string,
    known: readonly string[],
    edge: EdgeSpec,
    index: number,
    end: 'from' | 'to',
  ): void {
    const { scope } = this.#place;
    const node = parseEndpoint(edge[end]).id;
    const suggestion = known.length === 1 ? known[0] : nearestName(port, known);
    const fixes = [removeEdgeFix(scope, edge, index)];
    if (suggestion !== undefined) {
      fixes.unshift(rewireFix(scope, edge, index, { ...edge, [end]: `${node}:${suggestion}` }));
    }
    this.#merged.diagnostics.push(
      expansionDiagnostic(code, this.#placeOf(use), {
        ...(end === 'to' && port !== '' ? { port } : {}),
        ...(known.length > 0 ? { expected: known.join(', ') } : {}),
        received: edge[end],
        values: { node, port, from: edge.from, to: edge.to, known: known.join(', ') },
        fixes,
      }),
    );
  }

  /** An edge to or from a node that is not there. */
  #reportLoose(edge: EdgeSpec, index: number, source: Use | undefined, target: Use | undefined): void {
    const { scope, prefix } = this.#place;
    const end = source === undefined ? 'from' : 'to';
    const missing = parseEndpoint(edge[end]);
    const fixes = [removeEdgeFix(scope, edge, index)];
    const suggestion = nearestName(missing.id, this.#uses.keys());
    if (suggestion !== undefined && (source ?? target) !== undefined) {
      const port = missing.port === undefined ? '' : `:${missing.port}`;
      fixes.unshift(rewireFix(scope, edge, index, { ...edge, [end]: suggestion + port }));
    }
    const here = target ?? source;
    const block = prefix.slice(0, -1);
    const at = here === undefined ? { path: block, origin: { scope, id: missing.id } } : this.#placeOf(here);
    const values = { from: edge.from, to: edge.to, missing: missing.id };
    const received = `${edge.from} → ${edge.to}`;
    this.#merged.diagnostics.push(expansionDiagnostic('edge-to-nowhere', at, { received, values, fixes }));
  }

  #reportDouble(target: Use, port: string, edge: EdgeSpec, index: number): void {
    this.#merged.diagnostics.push(
      expansionDiagnostic('duplicate-wire', this.#placeOf(target), {
        severity: 'warning',
        port,
        received: `${edge.from} → ${edge.to}`,
        values: { from: edge.from, to: edge.to },
        fixes: [removeEdgeFix(this.#place.scope, edge, index)],
      }),
    );
  }

  /** What leaves the block at one of its outputs. */
  #exit(use: Use): Source {
    const source = this.#enters(use, 'in');
    if (source.kind !== 'none') return source;
    this.#reportUnconnected(use, 'in');
    return BROKEN;
  }

  /** Adds the flat nodes of a use, and the wires that enter it. */
  #addUse(use: Use): void {
    const isMiswired = this.#miswired.has(use);
    const bound = bindFragment(use.fragment, (port) => this.#enters(use, port));
    this.#merged.add(use.fragment, bound);
    if (isMiswired && use.role === 'layer') {
      for (const node of use.fragment.nodes) this.#merged.broken.push(node.path);
    }
    for (const port of bound.unconnected) this.#reportUnconnected(use, port);
    const { scope } = this.#place;
    for (const [port, endpoints] of use.entries) {
      for (const { edge, from } of this.#wires.get(use)?.get(port) ?? []) {
        const source = from === null ? BROKEN : this.#trace(from.use, from.port);
        for (const to of endpoints) this.#merged.addWire(connect(source, to, { scope, edge }, []), to.path);
      }
    }
  }

  #reportUnconnected(use: Use, port: string): void {
    if (isRepeated(this.#open, use, port)) return;
    const { scope } = this.#place;
    const isOnly = use.inputs.length === 1;
    const from = nearestSource(this.#content, use.node.id, (id) => this.#uses.get(id)?.outputs ?? []);
    const to = isOnly ? use.node.id : `${use.node.id}:${port}`;
    this.#merged.diagnostics.push(
      expansionDiagnostic('unconnected-input', this.#placeOf(use), {
        port,
        values: { port },
        fixes: from === null ? [] : [connectFix(scope, { from, to })],
      }),
    );
  }

  /** What the wire into a port that takes one brings; a port that takes many is only asked for a node switched off. */
  #enters(use: Use, port: string): Source {
    const wire = this.#wires.get(use)?.get(port)?.[0];
    if (wire === undefined) return this.#miswired.has(use) ? BROKEN : NOTHING;
    if (wire.from === null) return BROKEN;
    return withVia(this.#trace(wire.from.use, wire.from.port), {
      scope: this.#place.scope,
      edge: wire.edge,
    });
  }

  /**
   * Follows a value back to the flat node or the port it comes from, through blocks and switched-off nodes that let it pass. A
   * loop of such nodes has no source at all.
   */
  #trace(use: Use, port: string): Source {
    let passed: readonly EdgeOrigin[] = [];
    const passedUses: Use[] = [];
    const seen = new Set<string>();
    let at = { use, port };
    for (;;) {
      if (at.use.role === 'broken') return BROKEN;
      const exit = at.use.fragment.exits.get(at.port) ?? BROKEN;
      if (exit.kind === 'broken') return exit;
      if (exit.kind === 'none') return this.#reportSilent(at.use);
      if (exit.kind === 'node' || at.use.role === 'blockInput') {
        return { ...exit, via: joinVia(exit.via, passed) };
      }
      passed = joinVia(exit.via, passed);
      const key = `${at.use.node.id}:${exit.port}`;
      if (seen.has(key)) return this.#reportLoop(new Set(passedUses.slice(passedUses.indexOf(at.use))));
      seen.add(key);
      passedUses.push(at.use);
      const wire = this.#wires.get(at.use)?.get(exit.port)?.[0];
      if (wire === undefined && !this.#miswired.has(at.use)) this.#reportUnconnected(at.use, exit.port);
      if (wire === undefined || wire.from === null) return BROKEN;
      passed = joinVia([{ scope: this.#place.scope, edge: wire.edge }], passed);
      at = wire.from;
    }
  }

  /** Reported once for the scope's every loop, at the first of its nodes in document order. */
  #reportLoop(loop: ReadonlySet<Use>): Source {
    const first = Array.from(this.#uses.values()).find((use) => loop.has(use));
    if (first !== undefined && !isRepeated(this.#loops, first, '')) {
      const wires = Array.from(this.#wires.get(first)?.values() ?? []).flat();
      const back = wires.filter(({ from }) => from !== null && loop.has(from.use)).map(({ edge }) => edge);
      const text = { from: back[0]?.from ?? '', to: back[0]?.to ?? '' };
      const fixes = [removeEdgesFix('remove-edge', text, this.#place.scope, back)];
      const values = { cycle: Array.from(loop, (use) => use.path).join(' → ') };
      this.#merged.diagnostics.push(expansionDiagnostic('cycle', this.#placeOf(first), { values, fixes }));
    }
    return BROKEN;
  }

  /** A switched-off node without any input has nothing to let pass. */
  #reportSilent(use: Use): Source {
    if (isRepeated(this.#open, use, '')) return BROKEN;
    const fixes = [switchOnFix(this.#place.scope, use.node.id)];
    this.#merged.diagnostics.push(expansionDiagnostic('switched-off-source', this.#placeOf(use), { fixes }));
    return BROKEN;
  }
}

/** Two wires with the same source are the same wire, `conv` and `conv:out` alike. */
function sourceOf({ edge, from }: ScopeWire): string {
  return from === null ? edge.from : `${from.use.node.id}:${from.port}`;
}

/** Whether the port was there before; from now on it is. */
function isRepeated(seen: Map<Use, Set<string>>, use: Use, port: string): boolean {
  const ports = seen.get(use) ?? new Set();
  seen.set(use, ports);
  if (ports.has(port)) return true;
  ports.add(port);
  return false;
}

function withVia(source: Source, passed: EdgeOrigin): Source {
  if (source.kind === 'none' || source.kind === 'broken') return source;
  return { ...source, via: joinVia(source.via, [passed]) };
}
