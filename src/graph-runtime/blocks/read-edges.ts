import { appendTo } from '../collections/group-by';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { removeEdgeFix, removeEdgesFix, rewireFix } from '../diagnostics/fixes';
import { nearestName } from '../diagnostics/nearest-name';
import type { EdgeSpec } from '../document/document';
import { parseEndpoint } from '../document/endpoint';
import type { PortDescription } from '../layers/layer';
import { expansionDiagnostic } from './expansion-diagnostics';
import type { Place } from './resolve-parameters';
import type { ScopePlace, Use } from './use';

/** A wire of the document into a port that is there. */
export interface ScopeWire {
  readonly edge: EdgeSpec;
  /** The input port it leads to. */
  readonly port: string;
  /** The use it comes from, null where there is no such use or port, and the output port there. */
  readonly from: Use | null;
  readonly output: string;
}

interface LostWire {
  readonly from: Use;
  readonly output: string;
}

/** The edges of a scope, with their ports found. */
export interface ScopeWires {
  /** Wires into each use, in the order of the edges. */
  readonly into: ReadonlyMap<Use, readonly ScopeWire[]>;
  /** Uses with a wire that has something wrong with it: that a port of theirs is open is then a consequence. */
  readonly miswired: ReadonlySet<Use>;
  /** Wires that leave a port and arrive nowhere: what they carry was meant to be used. */
  readonly lost: readonly LostWire[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the ports at both ends of every edge of a scope, and says where there is none, or where one has too many wires. */
export function readEdges(
  edges: readonly EdgeSpec[],
  place: ScopePlace,
  uses: ReadonlyMap<string, Use>,
): ScopeWires {
  return new EdgeReader(place, uses).read(edges);
}

/** Where a diagnostic about a use is. */
export function placeOfUse({ scope }: ScopePlace, use: Use): Place {
  return { path: use.path, origin: { scope, id: use.node.id } };
}

class EdgeReader {
  readonly #place: ScopePlace;
  readonly #uses: ReadonlyMap<string, Use>;
  readonly #into = new Map<Use, ScopeWire[]>();
  readonly #miswired = new Set<Use>();
  readonly #lost: LostWire[] = [];
  /** Of the wires so far, where each comes from and goes to: a port may have thousands. */
  readonly #keys = new Set<string>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(place: ScopePlace, uses: ReadonlyMap<string, Use>) {
    this.#place = place;
    this.#uses = uses;
  }

  read(edges: readonly EdgeSpec[]): ScopeWires {
    edges.forEach((edge, index) => {
      this.#readEdge(edge, index);
    });
    for (const [target, wires] of this.#into) if (wires.length > 1) this.#checkOccupied(target, wires);
    return { into: this.#into, miswired: this.#miswired, lost: this.#lost, diagnostics: this.#diagnostics };
  }

  #readEdge(edge: EdgeSpec, index: number): void {
    const from = parseEndpoint(edge.from);
    const to = parseEndpoint(edge.to);
    const source = this.#uses.get(from.id);
    const target = this.#uses.get(to.id);
    if (source === undefined || target === undefined) {
      this.#reportLoose(edge, index, source, target);
      if (target !== undefined) this.#miswired.add(target);
      if (source !== undefined) this.#lose(source, outputPort(source, from.port));
      return;
    }
    const input = inputPort(target, to.port);
    const output = outputPort(source, from.port);
    if (input === null) this.#reportPort(target, to.port ?? '', portNames(target.inputs), edge, index, 'to');
    if (output === null) this.#reportPort(target, from.port ?? '', source.outputs, edge, index, 'from');
    if (input === null || output === null) this.#miswired.add(target);
    if (input === null) this.#lose(source, output);
    if (input === null) return;
    const wire = { edge, port: input.name, from: output === null ? null : source, output: output ?? '' };
    this.#addWire(target, wire, index);
  }

  #lose(from: Use, output: string | null): void {
    if (output !== null) this.#lost.push({ from, output });
  }

  #addWire(target: Use, wire: ScopeWire, index: number): void {
    const key = JSON.stringify([target.node.id, wire.port, sourceOf(wire)]);
    if (this.#keys.has(key)) this.#reportDouble(target, wire, index);
    this.#keys.add(key);
    appendTo(this.#into, target, wire);
  }

  /** An edge to or from a node that does not exist. */
  #reportLoose(edge: EdgeSpec, index: number, source: Use | undefined, target: Use | undefined): void {
    const { scope, prefix } = this.#place;
    const end = source === undefined ? 'from' : 'to';
    const missing = parseEndpoint(edge[end]);
    const fixes = [removeEdgeFix(scope, edge, index)];
    const suggestion = nearestName(missing.id, this.#uses.keys());
    const here = target ?? source;
    if (suggestion !== undefined && here !== undefined) {
      // That nothing is wired to the node that was meant follows from the slip.
      const meant = this.#uses.get(suggestion);
      if (end === 'to' && meant !== undefined) this.#miswired.add(meant);
      const port = missing.port === undefined ? '' : `:${missing.port}`;
      fixes.unshift(rewireFix(scope, edge, index, { ...edge, [end]: suggestion + port }));
    }
    const block = { path: prefix.slice(0, -1), origin: { scope, id: missing.id } };
    this.#diagnostics.push(
      expansionDiagnostic('edge-to-nowhere', here === undefined ? block : placeOfUse(this.#place, here), {
        received: `${edge.from} → ${edge.to}`,
        values: { from: edge.from, to: edge.to, missing: missing.id },
        fixes,
      }),
    );
  }

  #reportPort(
    use: Use,
    port: string,
    known: readonly string[],
    edge: EdgeSpec,
    index: number,
    end: 'from' | 'to',
  ): void {
    const { scope } = this.#place;
    const node = parseEndpoint(edge[end]).id;
    const isInput = end === 'to';
    const missing = isInput ? 'takes-no-input' : 'gives-no-output';
    const unknown = isInput ? 'unknown-input-port' : 'unknown-output-port';
    const suggestion = known.length === 1 ? known[0] : nearestName(port, known);
    const fixes = [removeEdgeFix(scope, edge, index)];
    if (suggestion !== undefined) {
      fixes.unshift(rewireFix(scope, edge, index, { ...edge, [end]: `${node}:${suggestion}` }));
    }
    this.#diagnostics.push(
      expansionDiagnostic(known.length === 0 ? missing : unknown, placeOfUse(this.#place, use), {
        ...(isInput && port !== '' ? { port } : {}),
        ...(known.length > 0 ? { expected: known.join(', ') } : {}),
        received: edge[end],
        values: { node, port, from: edge.from, to: edge.to, known: known.join(', ') },
        fixes,
      }),
    );
  }

  #reportDouble(target: Use, { edge, port }: ScopeWire, index: number): void {
    this.#diagnostics.push(
      expansionDiagnostic('duplicate-wire', placeOfUse(this.#place, target), {
        severity: 'warning',
        port,
        received: `${edge.from} → ${edge.to}`,
        values: { from: edge.from, to: edge.to },
        fixes: [removeEdgeFix(this.#place.scope, edge, index)],
      }),
    );
  }

  /** Looks for ports that take one wire and have several, from different places. */
  #checkOccupied(target: Use, all: readonly ScopeWire[]): void {
    if (target.role === 'broken') return;
    for (const { name, isVariadic } of target.inputs) {
      const wires = all.filter(({ port }) => port === name);
      const bySource = new Map<string, ScopeWire>();
      for (const wire of wires) if (!bySource.has(sourceOf(wire))) bySource.set(sourceOf(wire), wire);
      const distinct = Array.from(bySource.values());
      if (isVariadic === true || distinct.length < 2) continue;
      this.#miswired.add(target);
      const fixes = distinct.slice(0, MAXIMUM_CHOICES).map((kept) => {
        const others = wires.filter((wire) => sourceOf(wire) !== sourceOf(kept)).map(({ edge }) => edge);
        const values = { from: kept.edge.from, to: target.node.id };
        return removeEdgesFix('keep-edge', values, this.#place.scope, others);
      });
      this.#diagnostics.push(
        expansionDiagnostic('port-occupied', placeOfUse(this.#place, target), {
          port: name,
          expected: '1',
          received: distinct.map(({ edge }) => edge.from).join(', '),
          values: { port: name },
          fixes,
        }),
      );
    }
  }
}

/** Of a crowd of wires at one port only this many are offered as the one to keep. */
const MAXIMUM_CHOICES = 8;

function portNames(ports: readonly PortDescription[]): readonly string[] {
  return ports.map(({ name }) => name);
}

/** The input port an edge means, by default the first; null when there is no such port. */
function inputPort(target: Use, port: string | undefined): PortDescription | null {
  if (target.role === 'broken') return { name: port ?? '' };
  return (port === undefined ? target.inputs[0] : target.inputs.find(({ name }) => name === port)) ?? null;
}

function outputPort(source: Use, port: string | undefined): string | null {
  if (source.role === 'broken') return port ?? '';
  if (port === undefined) return source.outputs[0] ?? null;
  return source.outputs.includes(port) ? port : null;
}

/** Where a wire comes from: two from one port are the same wire, whether it is written `conv` or `conv:out`. */
function sourceOf({ from, output, edge }: ScopeWire): string {
  return from === null ? `?${edge.from}` : `=${from.node.id}:${output}`;
}
