import type { Language } from '../graph-runtime/text/text';
import { fileProblems } from './problem-texts/file-problems';
import { formatProblems } from './problem-texts/format-problems';
import { imageProblems } from './problem-texts/image-problems';
import { importProblems } from './problem-texts/import-problems';
import type { ProblemText, ProblemTexts } from './problem-texts/problem-text';

/**
 * Everything that is reported about single files, rows and images of a source of data, with its words in every language, once for the window
 * and the command line. The texts lie in `problem-texts/`, a file for whoever finds the problem: the file tree, the formats, the
 * decoders, the import.
 */
const problemTexts = {
  ...fileProblems,
  ...formatProblems,
  ...imageProblems,
  ...importProblems,
} as const satisfies ProblemTexts;

/** Why a file or folder is kept from the formats. */
export type SkipReason = keyof typeof fileProblems;
/** Why something in a source of data is reported. */
export type ProblemReason = keyof typeof problemTexts;

/** One problem of a source, at its place. */
export interface SourceProblem {
  readonly reason: ProblemReason;
  /** The file or folder below the source, `/`-separated. */
  readonly path: string;
  /** Row of a list or table, counted from 1 with its header; index of an example in an array file, from 0. */
  readonly row?: number;
  /** What the words cannot know: a format's name, a size, the other file of a pair. Without words of a language. */
  readonly detail?: string;
}

/** All problems of one reason. */
export interface ProblemGroup {
  readonly reason: ProblemReason;
  readonly count: number;
  /** The first of them, at most `SHOWN_PROBLEMS`. */
  readonly first: readonly SourceProblem[];
}

/** How many problems of a group are listed one by one; `problems.json` of the imported data set has all of them. */
const SHOWN_PROBLEMS = 20;

/** The words of a reason. */
export function problemText(reason: ProblemReason): ProblemText {
  return problemTexts[reason];
}

/** The heading of a reason that may be none; then it is shown as it is. */
export function problemTitle(reason: string, language: Language): string {
  const texts: ProblemTexts = problemTexts;
  return texts[reason]?.title[language] ?? reason;
}

/** Whether what has this problem is left out. */
export function isSkipped(reason: ProblemReason): boolean {
  return problemTexts[reason].effect === 'skipped';
}

/** Problems by reason: those that leave something out first, and of these the most frequent first. */
export class ProblemGroups {
  readonly #groups = new Map<ProblemReason, { count: number; readonly first: SourceProblem[] }>();

  add(problem: SourceProblem): void {
    const group = this.#groups.get(problem.reason) ?? { count: 0, first: [] };
    this.#groups.set(problem.reason, group);
    group.count += 1;
    if (group.first.length < SHOWN_PROBLEMS) group.first.push(problem);
  }

  list(): readonly ProblemGroup[] {
    return [...this.#groups]
      .map(([reason, { count, first }]) => ({ reason, count, first: [...first] }))
      .sort((a, b) => Number(isSkipped(b.reason)) - Number(isSkipped(a.reason)) || b.count - a.count);
  }
}

/** `cats/7.png`, `labels.csv, row 12 (7.jpg)`: where a problem is, in `language`. */
export function problemPlace({ path, row, detail }: SourceProblem, language: Language): string {
  const place = row === undefined ? path : PLACES_OF_ROWS[language](path, row);
  if (detail === undefined) return place;
  return language === 'en' ? `${place} (${detail})` : `${place}（${detail}）`;
}

const PLACES_OF_ROWS: Readonly<Record<Language, (path: string, row: number) => string>> = {
  en: (path, row) => `${path}, row ${row}`,
  'zh-Hant': (path, row) => `${path} 第 ${row} 列`,
};
