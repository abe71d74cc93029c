import { appendTo } from '../collections/group-by';
import type { ScopeWire, ScopeWires } from './read-edges';
import type { Use } from './use';

/**
 * What the muted nodes of a scope take along. Nothing leaves a muted node, so what depends on it alone is cut out with it, and so
 * is what feeds it alone. A node that takes many wires does without the muted ones.
 */
export interface MutePropagation {
  /** Muted, depending on what is muted, or feeding it alone: no part of the network. */
  isCut(use: Use): boolean;
  /** Nothing comes along this wire. */
  isMuted(wire: ScopeWire): boolean;
  /** Uses with one port muted and another not: what they are to do is undefined. By use, the muted wires. */
  readonly conflicts: ReadonlyMap<Use, readonly ScopeWire[]>;
}

const NOTHING_MUTED: MutePropagation = {
  isCut: () => false,
  isMuted: () => false,
  conflicts: new Map(),
};

/** Follows the muting of muted nodes through a scope, forwards and then backwards. */
export function propagateMutes(uses: Iterable<Use>, wires: ScopeWires): MutePropagation {
  const all = Array.from(uses);
  const start = all.filter(hasMutedExit);
  if (start.length === 0) return NOTHING_MUTED;
  return new MutePropagator(all, wires).find(start);
}

function hasMutedExit(use: Use): boolean {
  if (use.role === 'muted') return true;
  for (const exit of use.fragment.exits.values()) if (exit.kind === 'muted') return true;
  return false;
}

class MutePropagator {
  readonly #uses: readonly Use[];
  readonly #wires: ScopeWires;
  readonly #cut = new Set<Use>();
  readonly #downstream = new Map<Use, Use[]>();

  constructor(uses: readonly Use[], wires: ScopeWires) {
    this.#uses = uses;
    this.#wires = wires;
    for (const [target, entering] of wires.into) {
      for (const { from } of entering) {
        if (from === null) continue;
        appendTo(this.#downstream, from, target);
      }
    }
  }

  find(start: readonly Use[]): MutePropagation {
    for (const use of start) if (use.role === 'muted') this.#cut.add(use);
    this.#forwards(start);
    this.#backwards();
    const isMuted = this.#isMuted;
    const conflicts = new Map<Use, readonly ScopeWire[]>();
    for (const use of this.#uses) {
      if (this.#cut.has(use) || use.role === 'broken') continue;
      const muted = this.#mutedPorts(use);
      if (muted.length > 0) conflicts.set(use, muted);
    }
    return { isCut: (use) => this.#cut.has(use), isMuted, conflicts };
  }

  #isMuted = ({ from, output }: ScopeWire): boolean =>
    from !== null && (this.#cut.has(from) || from.fragment.exits.get(output)?.kind === 'muted');

  /** Cuts what gets nothing any more. */
  #forwards(start: readonly Use[]): void {
    const open = start.flatMap((use) => this.#downstream.get(use) ?? []);
    for (let use = open.pop(); use !== undefined; use = open.pop()) {
      if (this.#cut.has(use) || use.role === 'broken' || !this.#isStarved(use)) continue;
      this.#cut.add(use);
      open.push(...(this.#downstream.get(use) ?? []));
    }
  }

  /** Every port that has wires has muted ones only; of a node that is switched off its first port counts. */
  #isStarved(use: Use): boolean {
    const entering = this.#wires.into.get(use) ?? [];
    const [first] = use.inputs;
    const counted = use.role === 'pass' ? entering.filter(({ port }) => port === first?.name) : entering;
    return counted.length > 0 && counted.every(this.#isMuted);
  }

  /** Cuts what nothing depends on any more. What is inside a block that falls muted stays, so that it can be looked at. */
  #backwards(): void {
    const open = [...this.#cut].flatMap((use) => this.#sourcesOf(use));
    for (let use = open.pop(); use !== undefined; use = open.pop()) {
      const isOwn = use.role === 'layer' || use.role === 'block' || use.role === 'pass';
      if (!isOwn || use.inputs.length === 0 || this.#cut.has(use) || hasMutedExit(use)) continue;
      if (!(this.#downstream.get(use) ?? []).every((target) => this.#cut.has(target))) continue;
      this.#cut.add(use);
      open.push(...this.#sourcesOf(use));
    }
  }

  #sourcesOf(use: Use): Use[] {
    return (this.#wires.into.get(use) ?? []).flatMap(({ from }) => (from === null ? [] : [from]));
  }

  /** The muted wires of ports that get nothing, in a node that gets something elsewhere. */
  #mutedPorts(use: Use): ScopeWire[] {
    if (use.role !== 'layer' && use.role !== 'block') return [];
    const entering = this.#wires.into.get(use) ?? [];
    return use.inputs.flatMap(({ name }) => {
      const own = entering.filter(({ port }) => port === name);
      return own.length > 0 && own.every(this.#isMuted) ? own : [];
    });
  }
}
