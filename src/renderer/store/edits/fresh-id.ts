import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec } from '../../../graph-runtime/document/document';

/** Layers of which there is usually one: their ids need no number. */
const SINGLE = new Set(['input', 'output', 'flatten']);

/** The stem of a new node's id: `conv` for `conv2d`, `maxPooling` for `maxPooling2d`, the block's name for a block. */
export function idStem(type: string): string {
  const name = blockName(type) ?? type.replace(/2d$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A name that is not taken: `name` itself where it is free, else with the next free number (`conv1` -> `conv3`). */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? numbered(name, (candidate) => !taken.has(candidate)) : name;
}

/** Characters of a name without its number: with one, and what else it takes, it is still an identifier. */
const LONGEST_STEM = 56;

function stemOf(name: string): string {
  return (name.replace(/_?\d+$/, '') || name).slice(0, LONGEST_STEM);
}

function numbered(name: string, isFree: (candidate: string) => boolean): string {
  const stem = stemOf(name);
  return `${stem}${freeNumber(1, Number.POSITIVE_INFINITY, (number) => isFree(`${stem}${number}`))}`;
}

/** The first number of a range that is free; null when none is. */
function freeNumber(from: number, most: number, isFree: (number: number) => boolean): number | null {
  for (let number = from; number <= most; number += 1) if (isFree(number)) return number;
  return null;
}

type Named = Pick<NodeSpec, 'id' | 'repeat'>;

/** The ids of a scope. The copies of a repeated node take `ID1`, `ID2`, ..., so these are not free either. */
export class NodeIds {
  readonly #ids: Set<string>;
  readonly #repeated: Set<string>;
  /** Where the search for a number begins: ids are only ever taken, so that what was not free never is. */
  readonly #next = new Map<string, number>();

  constructor(nodes: readonly Named[]) {
    this.#ids = new Set(nodes.map((node) => node.id));
    this.#repeated = new Set(nodes.filter((node) => node.repeat !== undefined).map((node) => node.id));
  }

  /** Takes a new id for a node of `type`: `conv1`, `conv2`, ...; `flatten` without a number while it is free. */
  takeFor(type: string): string {
    const stem = idStem(type);
    const id = SINGLE.has(stem) && this.#isFree(stem, false) ? stem : this.#numbered(stem, false);
    return this.#take({ id });
  }

  /** Takes the id of a node that takes another's place: with its number, where that is free. */
  takeInPlaceOf(number: string, { type, repeat }: Pick<NodeSpec, 'type' | 'repeat'>): string {
    const stem = idStem(type);
    if (repeat === undefined && (number === '' || SINGLE.has(stem))) return this.takeFor(type);
    return this.takeCopyOf({ id: `${stem}${number || 1}`, repeat });
  }

  /** Takes an id for a copy of a node: its own where it is free, else with the next free number. */
  takeCopyOf(node: Named): string {
    const isRepeated = node.repeat !== undefined;
    const id = this.#isFree(node.id, isRepeated) ? node.id : this.#numbered(node.id, isRepeated);
    return this.#take({ ...node, id });
  }

  #take(node: Named): string {
    this.#ids.add(node.id);
    if (node.repeat !== undefined) this.#repeated.add(node.id);
    return node.id;
  }

  /** Where the plain numbers belong to a repeated node's copies, others are made: `layer_1`. */
  #numbered(name: string, isRepeated: boolean): string {
    const stem = stemOf(name);
    const isFree = (candidate: string) => this.#isFree(candidate, isRepeated);
    // Of `flatten1` too, where `flatten` is repeated: `flatten11`, `flatten12`, … without end would be copies of it.
    const isTaken = [...this.#repeated].some((repeated) => isCopyOf(`${stem}1`, repeated));
    const separator = isTaken ? '_' : '';
    const key = `${stem}${separator} ${isRepeated}`;
    const from = this.#next.get(key) ?? 1;
    const number = freeNumber(from, 2 * this.#ids.size + 10, (next) => isFree(`${stem}${separator}${next}`));
    if (number !== null) this.#next.set(key, number + 1);
    // Where `layer1` to `layer9` are repeated, every number belongs to a copy of one of them: `layer1_` to none.
    return number === null
      ? numbered(stem, (candidate) => isFree(`${candidate}_`)).concat('_')
      : `${stem}${separator}${number}`;
  }

  #isFree(id: string, isRepeated: boolean): boolean {
    if (this.#ids.has(id)) return false;
    for (const repeated of this.#repeated) if (isCopyOf(id, repeated)) return false;
    if (!isRepeated) return true;
    for (const other of this.#ids) if (isCopyOf(other, id)) return false;
    return true;
  }
}

/** True for the path that a copy of a repeated node has: its id and a number. */
function isCopyOf(id: string, repeated: string): boolean {
  return id.startsWith(repeated) && /^\d+$/.test(id.slice(repeated.length));
}
