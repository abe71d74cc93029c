/** Names of Python: the canvas's, cleaned, none twice. */

// Keywords and soft keywords of Python 3.14, and the names that its modules and ours stand on.
const RESERVED = new Set(
  (
    'False None True and as assert async await break case class continue def del elif else except finally for from global if import in ' +
    'is lambda match nonlocal not or pass raise return self super try type while with yield ' +
    'F int float bool str list tuple dict set range len min max abs round print math nn torch np keras tf'
  ).split(' '),
);

/** A set of names that are taken; it makes others of what is wished for. */
export class NameSpace {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The name itself, or with a number after it where it is taken. */
  claim(wish: string): string {
    let name = wish;
    if (RESERVED.has(name) || this.#taken.has(name)) {
      const base = /\d$/.test(wish) ? `${wish}_` : wish;
      name = `${wish}_`;
      for (let number = 2; RESERVED.has(name) || this.#taken.has(name); number += 1)
        name = `${base}${number}`;
    }
    this.#taken.add(name);
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }
}

/**
 * `conv_1` of `Conv 1`, `global_pool` of `globalPool`: what Python's style guide has variables look like. Of a text without letters of
 * ASCII (`卷積`), nothing is left: then `otherwise`.
 */
export function variableName(text: string, otherwise: string): string {
  const words = wordsOf(text);
  if (words.length === 0) return otherwise === text ? 'layer' : variableName(otherwise, otherwise);
  const name = words.join('_').toLowerCase();
  return /^\d/.test(name) ? `_${name}` : name;
}

/** `ResidualBlock` of `Residual block`. */
export function className(text: string, otherwise: string): string {
  const words = wordsOf(text);
  if (words.length === 0) return otherwise === text ? 'Block' : className(otherwise, otherwise);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** Words of letters and digits of ASCII; none where there is no letter. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  if (!/[A-Za-z]/.test(plain)) return [];
  return plain
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}
