import { basename, extname } from 'node:path';
import {
  type DataSurvey,
  ProblemGroups,
  type SourceProblem,
  type SurveyProgress,
} from '../../../../contract/contract';
import type { DecodingPool } from '../../decoding/decoding-pool';
import type { FileTree } from '../../file-tree/file-tree';
import type { FormatOutline } from '../../formats/data-format';
import { type ListedExample, listExamples } from '../list-examples';
import { type OpenedSource, openTree, type SourceChoice, understand } from '../open-source';
import { findSecondImages } from '../second-images';
import { throttled } from '../throttle';
import { ClassCounts, imbalanceOf } from './count-classes';
import { compareFiles } from './equal-files';
import { readHeaders } from './read-headers';
import { takeSamples } from './sample-images';

/** Pairs whose second images are decoded to see how large they are. */
const SAMPLED_PAIRS = 16;

export interface SurveyWatcher {
  readonly signal: AbortSignal;
  readonly pool: DecodingPool;
  /** At most ten times a second; what is known so far. */
  onProgress(progress: SurveyProgress, survey: DataSurvey): void;
}

/**
 * Looks at a source without importing it: all names and lists, and headers and pixels of a sample.
 *
 * @throws JobFailure, SourceProblemError when nothing can be read; an Error called AbortError
 */
export async function surveySource(choice: SourceChoice, watcher: SurveyWatcher): Promise<DataSurvey> {
  const survey = new SurveyInProgress(choice, watcher);
  try {
    return await survey.run();
  } finally {
    await survey.close();
  }
}

class SurveyInProgress {
  readonly #choice: SourceChoice;
  readonly #watcher: SurveyWatcher;
  #known: DataSurvey;
  #progress: SurveyProgress = { stage: 'listing', done: 0, total: null };
  #tree: FileTree | null = null;
  readonly #report: () => void;

  constructor(choice: SourceChoice, watcher: SurveyWatcher) {
    this.#choice = choice;
    this.#watcher = watcher;
    this.#known = emptySurvey(choice.path);
    this.#report = throttled(() => watcher.onProgress(this.#progress, this.#known));
  }

  async run(): Promise<DataSurvey> {
    const { signal, pool } = this.#watcher;
    this.#report();
    const tree = await openTree(this.#choice, {
      signal,
      onFiles: (files) => this.#go('listing', files, null, { files }),
    });
    this.#tree = tree;
    this.#go('recognizing', tree.files.length, null, { kind: tree.kind, files: tree.files.length });
    const source = await understand(tree, this.#choice);
    const outline = await source.format.outline(tree, source.answers, signal);
    this.#go('counting', 0, outline.exampleCount, describe(source, outline));
    const listed = await this.#count(source, outline);
    const paths = listed.flatMap(({ path }) => path ?? []);
    const headers = await readHeaders(tree, paths, pool, signal, (done, total) =>
      this.#go('sampling', done, total, {}),
    );
    const hasClasses = outline.classNames.length > 0;
    const samples = await takeSamples(source, listed, hasClasses, pool, signal);
    const { images, rows, hasColor, hasTransparency } = samples;
    const sizes = headers.sizes.summary() ?? sizesOf(images);
    const content = rows.length > 0 ? 'features' : 'images';
    const problems = problemsOf(
      tree.skipped,
      outline.problems,
      headers.problems,
      unread(samples.problems, headers.problems),
    );
    this.#go('comparing', 0, null, {
      ...{ content, sizes, rows, hasColor, hasTransparency, problems },
    });
    const duplicates = await compareFiles(tree, listed, signal, (done, total) =>
      this.#go('comparing', done, total, {}),
    );
    // Pixels are sent once, not with each report.
    return { ...this.#known, samples: images, duplicates, bytes: bytesOf(tree) };
  }

  async close(): Promise<void> {
    await this.#tree?.close();
  }

  async #count(source: OpenedSource, outline: FormatOutline): Promise<readonly ListedExample[]> {
    const counts = new ClassCounts(outline.classNames);
    const update = (examples: readonly ListedExample[]) => {
      counts.update(examples);
      const { splits, classes } = counts;
      this.#go('counting', examples.length, outline.exampleCount, { splits, classes });
    };
    const listed = await listExamples(source, outline, this.#watcher.signal, update);
    update(listed);
    const imbalance = imbalanceOf(counts.classes);
    const labels = await this.#labelBytes(source, outline, listed);
    this.#go('sampling', 0, null, { exampleCount: listed.length, imbalance, ...labels });
    return listed;
  }

  /** Of a sample of second images: the import looks at all. */
  async #labelBytes(
    { tree }: OpenedSource,
    outline: FormatOutline,
    listed: readonly ListedExample[],
  ): Promise<Pick<DataSurvey, 'labelBytesPerPixel'>> {
    const sample = listed.slice(0, SAMPLED_PAIRS);
    const seconds = await findSecondImages(tree, sample, this.#watcher.signal);
    const bytes = [...seconds.values()].map(({ channels, scale }) => channels * scale ** 2);
    return { labelBytesPerPixel: bytes.reduce((sum, value) => sum + value, masksIn(outline)) };
  }

  #go(stage: SurveyProgress['stage'], done: number, total: number | null, found: Partial<DataSurvey>): void {
    this.#progress = { stage, done, total };
    this.#known = { ...this.#known, ...found };
    this.#report();
  }
}

function describe({ formats, questions }: OpenedSource, outline: FormatOutline): Partial<DataSurvey> {
  const [format = null, ...otherFormats] = formats;
  const { target, targetNames, featureNames, exampleCount, columns = [] } = outline;
  const numberNames = columns.flatMap(({ kind, names }) => (kind === 'features' ? names : []));
  const names = { targetNames, numberNames, featureNames, labelBytesPerPixel: masksIn(outline) };
  return { format, otherFormats, questions, target, ...names, exampleCount };
}

/** The labels that are masks. */
function masksIn({ target, columns = [] }: FormatOutline): number {
  return target === 'mask' ? 1 : columns.filter(({ kind }) => kind === 'mask').length;
}

function problemsOf(...lists: readonly (readonly SourceProblem[])[]): DataSurvey['problems'] {
  const groups = new ProblemGroups();
  for (const list of lists) for (const problem of list) groups.add(problem);
  return groups.list();
}

/** What a sample's decoding has found in addition to its header. */
function unread(
  samples: readonly SourceProblem[],
  headers: readonly SourceProblem[],
): readonly SourceProblem[] {
  const known = new Set(headers.map(({ path }) => path));
  return samples.filter(({ path }) => !known.has(path));
}

/** Arrays have no headers; their images are all of one size. */
function sizesOf(images: DataSurvey['samples']): DataSurvey['sizes'] {
  const [first] = images;
  if (first === undefined) return null;
  const { height, width } = first;
  const size = { height, width };
  const frequent = [{ ...size, count: images.length }];
  return { imagesRead: images.length, smallest: size, median: size, largest: size, frequent };
}

function bytesOf({ files }: FileTree): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function emptySurvey(path: string): DataSurvey {
  const name = basename(path);
  return {
    ...{
      path,
      kind: 'folder',
      name: name.slice(0, name.length - extname(name).length) || name,
      files: 0,
      bytes: 0,
    },
    ...{ format: null, otherFormats: [], questions: [], target: 'none', content: null, exampleCount: 0 },
    splits: { train: 0, validation: 0, test: 0, unassigned: 0 },
    ...{
      classes: [],
      targetNames: [],
      numberNames: [],
      labelBytesPerPixel: 0,
      featureNames: [],
      sizes: null,
      hasColor: false,
      hasTransparency: false,
    },
    ...{ samples: [], rows: [], problems: [], imbalance: null },
    duplicates: { within: 0, across: 0, isComplete: false },
  };
}
