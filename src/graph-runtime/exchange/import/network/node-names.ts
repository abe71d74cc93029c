import { isIdentifier } from '../../../document/identifier';

const LONGEST = 64;

/** Gives nodes names of their own, as near to those of the file as the names of nodes may be. */
export class NodeNames {
  readonly #taken = new Set<string>();

  /** @param wish in the file: `/layer1/layer1.0/conv1/Conv`, `gpu_0/conv1_1` */
  take(wish: string, otherwise: string): string {
    const plain = plainName(wish);
    const base = isIdentifier(plain) ? plain : otherwise;
    for (let count = 1; ; count += 1) {
      const suffix = count === 1 ? '' : `_${count}`;
      const name = `${base.slice(0, LONGEST - suffix.length)}${suffix}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }
}

/** Letters, digits and `_`; the end of a long name says most. */
function plainName(wish: string): string {
  const cleaned = wish
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(-LONGEST + 4);
  return cleaned.replace(/^[_0-9]+/, '');
}
