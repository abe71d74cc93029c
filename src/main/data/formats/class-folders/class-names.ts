import { byCodeUnits } from '../../file-tree/walk-folder';

/** How the class follows from nested folders. */
export type Nesting = 'top' | 'last' | 'path';

/** The class that folders name, outermost first; composed (NFC), as macOS decomposes names and other systems do not. */
export function classOf(folders: readonly string[], nesting: Nesting): string {
  const { length } = folders;
  const chosen =
    nesting === 'top' ? folders.slice(0, 1) : nesting === 'last' ? folders.slice(length - 1) : folders;
  return chosen.join('/').normalize('NFC');
}

/**
 * What nested folders most likely mean: the outermost is the class (`animals/birds/1.png`), unless the innermost names repeat in several of
 * them (`color/oak/1.png`, `gray/oak/1.png`).
 */
export function guessNesting(folders: readonly (readonly string[])[]): Nesting {
  const topsOfLast = new Map<string, Set<string>>();
  for (const names of folders) {
    if (names.length < 2) continue;
    const last = classOf(names, 'last');
    topsOfLast.set(last, (topsOfLast.get(last) ?? new Set()).add(names[0] ?? ''));
  }
  const repeated = [...topsOfLast.values()].filter(({ size }) => size > 1).length;
  return repeated > 0 && 2 * repeated >= topsOfLast.size ? 'last' : 'top';
}

/** In the order of their indices: by number where all are numbers, else as Keras and torchvision sort them. */
export function sortClassNames(names: Iterable<string>): string[] {
  const sorted = [...new Set(names)];
  const areNumbers = sorted.every((name) => /^-?\d{1,15}$/.test(name));
  return sorted.sort(
    areNumbers ? (left, right) => Number(left) - Number(right) || byCodeUnits(left, right) : byCodeUnits,
  );
}
