import { foldLetters, foldText } from './fold-text';

/** A match of a query in a text: how good it is (higher is better) and which characters matched, for highlighting. */
export interface FuzzyMatch {
  readonly score: number;
  readonly positions: readonly number[];
}

const CONSECUTIVE = 8;
const WORD_START = 10;
const TEXT_START = 6;
const SKIPPED = -0.3;
/** The whole name was typed, or its first word: `conv1` is meant, not `convBlock1`. */
const WHOLE = 24;

function isWordStart(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text.charAt(index - 1);
  const here = text.charAt(index);
  if (/[\s\-_/.:(]/.test(before)) return true;
  // camelCase, and a digit after letters: `conv2d`, `batchNormalization`.
  return (/[a-z0-9]/.test(before) && /[A-Z]/.test(here)) || (/[A-Za-z]/.test(before) && /[0-9]/.test(here));
}

/**
 * Finds the letters of `query` in `text`, in order but not necessarily side by side, so that `bn` finds BatchNormalization and
 * `c2d` finds Conv2D. Null when they are not all there. Spaces in the query are ignored; case too.
 *
 * Of all ways to match, the best scoring one is found (dynamic programming over query x text, as in fzf).
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const wanted = foldLetters(query).filter((letter) => letter.trim() !== '');
  if (wanted.length === 0) return { score: 0, positions: [] };
  const lower = foldLetters(text);
  if (!isWithin(wanted, lower)) return null;
  // best[j]: the best way to match the letters so far with the last one at j.
  let best: (FuzzyMatch | null)[] = [];
  for (const [row, letter] of wanted.entries()) {
    const next: (FuzzyMatch | null)[] = [];
    let running: FuzzyMatch | null = null;
    for (let column = 0; column < lower.length; column += 1) {
      // `running`: the best match of the row before that ends before this column, less what was skipped since.
      if (row > 0 && column > 0) running = better(fade(running), best[column - 1] ?? null);
      next.push(lower[column] === letter ? extend(row, column, text, running, best) : null);
    }
    best = next;
  }
  return best.reduce<FuzzyMatch | null>((found, match) => better(found, match), null);
}

/** Whether all letters are there, in order: most texts of a long list are out by that. */
function isWithin(wanted: readonly string[], letters: readonly string[]): boolean {
  let found = 0;
  for (const letter of letters) if (letter === wanted[found]) found += 1;
  return found === wanted.length;
}

function better(a: FuzzyMatch | null, b: FuzzyMatch | null): FuzzyMatch | null {
  if (a === null) return b;
  if (b === null) return a;
  return b.score > a.score ? b : a;
}

function fade(match: FuzzyMatch | null): FuzzyMatch | null {
  return match === null ? null : { score: match.score + SKIPPED, positions: match.positions };
}

function extend(
  row: number,
  column: number,
  text: string,
  running: FuzzyMatch | null,
  before: readonly (FuzzyMatch | null)[],
): FuzzyMatch | null {
  const here = 1 + (isWordStart(text, column) ? WORD_START : 0) + (column === 0 ? TEXT_START : 0);
  if (row === 0) return { score: here + column * SKIPPED, positions: [column] };
  const neighbor = before[column - 1] ?? null;
  const joined =
    neighbor === null
      ? null
      : { score: neighbor.score + 1 + CONSECUTIVE, positions: [...neighbor.positions, column] };
  const apart =
    running === null ? null : { score: running.score + here, positions: [...running.positions, column] };
  return better(apart, joined);
}

/** Something to be found: by its label first, and by other words for it. */
export interface Searchable {
  readonly label: string;
  /** Other names (the English term, the type name, abbreviations); weigh a little less. */
  readonly keywords?: readonly string[];
}

export interface SearchResult<T> {
  readonly item: T;
  readonly score: number;
  /** Matched characters of the label; empty when another word matched. */
  readonly positions: readonly number[];
}

/**
 * The items that match, best first; all of them in their own order for an empty query. Where the query is a whole name of one, only items that have
 * it as it is typed match.
 */
export function fuzzySearch<T extends Searchable>(query: string, items: readonly T[]): SearchResult<T>[] {
  const results: SearchResult<T>[] = [];
  const matchOf = remembering((text) => fuzzyMatch(query, text));
  for (const item of items) {
    const result = searchOne(query, item, matchOf);
    if (result !== null) results.push(result);
  }
  if (query.trim() === '') return results;
  const isNamed = results.some(({ item }) =>
    namesOf(item).some((name) => foldText(name) === wantedOf(query)),
  );
  // Who types a whole name or abbreviation means it: `bn` is batch normalization, not every name with a b and an n in it.
  const kept = isNamed ? results.filter(({ item }) => holds(item, wantedOf(query))) : results;
  // A shorter label is the closer one when both match equally well.
  return kept.sort((a, b) => b.score - a.score || a.item.label.length - b.item.label.length);
}

function namesOf({ label, keywords = [] }: Searchable): readonly string[] {
  return [label, ...keywords];
}

function wantedOf(query: string): string {
  return foldText(query.trim());
}

function holds(item: Searchable, wanted: string): boolean {
  return namesOf(item).some((name) => foldText(name).includes(wanted));
}

/** Nodes of one type have the same words: in a list of thousands, each is compared once. */
function remembering<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const computed = compute(text);
    known.set(text, computed);
    return computed;
  };
}

function searchOne<T extends Searchable>(
  query: string,
  item: T,
  matchOf: (text: string) => FuzzyMatch | null,
): SearchResult<T> | null {
  const direct = matchOf(item.label);
  let found: SearchResult<T> | null =
    direct === null ? null : { item, score: scoreOf(query, item.label, direct), positions: direct.positions };
  for (const keyword of item.keywords ?? []) {
    const match = matchOf(keyword);
    if (match === null) continue;
    const score = scoreOf(query, keyword, match) - 2;
    if (found === null || score > found.score) found = { item, score, positions: direct?.positions ?? [] };
  }
  return found;
}

/** Of two words that match equally well, the shorter is the closer one. Who types `max` means Max pooling, not the beginning of Maximum. */
function scoreOf(query: string, word: string, match: FuzzyMatch): number {
  const wanted = wantedOf(query);
  const isWhole = [word, word.split(/\s/, 1)[0] ?? ''].some((whole) => foldText(whole) === wanted);
  return match.score - word.length * 0.02 + (isWhole ? WHOLE : 0);
}
