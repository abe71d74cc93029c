import type { ProblemReason, SourceProblem } from '../../../contract/data-problems';

/** By what the two files of an example are known. */
export interface PairNames {
  /** Folders of images, in lower case, with spaces between words: they may be other ones for the two halves of a pair. */
  readonly first: RegExp;
  readonly second: RegExp;
  /** What the name of a second file has in addition to that of the first one: `cat_mask.png`. */
  readonly suffix: RegExp;
  /** What the name of a first file may have in addition: `cat_noisy.png`. */
  readonly firstSuffix?: RegExp;
  /** Whether what is in neither folder, and has no suffix, is a first file. */
  readonly isFirstByDefault: boolean;
  readonly withoutFirst: ProblemReason;
  readonly withoutSecond: ProblemReason;
}

export interface FilePair {
  readonly first: string;
  readonly second: string;
}

export interface FilePairs {
  readonly pairs: readonly FilePair[];
  /** First files, with or without their other halves. */
  readonly firsts: number;
  readonly problems: readonly SourceProblem[];
}

/**
 * Files of the same names in two folders, or beside each other.
 *
 * @param files images
 * @param others what is no image
 */
export function pairFiles(files: readonly string[], others: readonly string[], names: PairNames): FilePairs {
  const problems = others.map((path): SourceProblem => ({ reason: 'not-an-example', path }));
  const places = files.map((path) => ({ path, ...placeOf(path, names) }));
  for (const { path, half } of places) if (half === null) problems.push({ reason: 'not-an-example', path });
  const firsts = places.filter(({ half }) => half === 'first');
  const seconds = new Map<string, string>();
  const keys = new Set(firsts.map(({ key }) => key));
  for (const { path, key } of places.filter(({ half }) => half === 'second')) {
    if (keys.has(key) && !seconds.has(key)) seconds.set(key, path);
    else problems.push({ reason: names.withoutFirst, path });
  }
  const pairs: FilePair[] = [];
  const used = new Set<string>();
  for (const { path, key } of firsts) {
    const second = seconds.get(key);
    if (second !== undefined && !used.has(key)) pairs.push({ first: path, second });
    else problems.push({ reason: names.withoutSecond, path });
    used.add(key);
  }
  return { pairs, firsts: firsts.length, problems };
}

interface Place {
  /** What both halves have in common. */
  readonly key: string;
  readonly half: 'first' | 'second' | null;
}

/** Which half a file is, by its folders or its name. */
export function placeOf(path: string, names: PairNames): Place {
  const { first, second, suffix, firstSuffix, isFirstByDefault } = names;
  const parts = path.normalize('NFC').split('/');
  const name = parts.pop() ?? '';
  const stem = name.replace(/(?<=.)\.[^.]*$/, '');
  const folders = parts.map((part) => part.toLowerCase().replace(/[_-]/g, ' ').trim());
  const common = folders.filter((folder) => !second.test(folder) && !first.test(folder));
  const keyOf = (own: string) => [...common, own].join('/');
  if (folders.some((folder) => second.test(folder)) || suffix.test(stem))
    return { key: keyOf(stem.replace(suffix, '')), half: 'second' };
  const isFirst = folders.some((folder) => first.test(folder)) || firstSuffix?.test(stem) === true;
  const half = isFirst || isFirstByDefault ? 'first' : null;
  return { key: keyOf(firstSuffix === undefined ? stem : stem.replace(firstSuffix, '')), half };
}
