import { z } from 'zod';
import type { VersionReport } from './data-browser';
import type { ProblemGroup } from './data-problems';
import type { DataSurvey, SplitName, SurveyProgress } from './data-survey';
import type { DatasetSummary } from './datasets';
import type { Failure } from './failure';

/**
 * Bringing data in: a path is surveyed, the user makes choices, the data are prepared once and published as a data set. Surveys and imports
 * are jobs: each runs in its own process, is announced by `data:progress` to every window, and can be canceled. Imports run one after
 * the other; a job that waits says how many are before it.
 */

const pathSchema = z.string().min(1).max(4_096);
const answersSchema = z.record(z.string().max(200), z.string().max(1_000));

/** Length of an image's side at most. */
export const LARGEST_SIDE = 4_096;
const sideSchema = z.number().int().min(1).max(LARGEST_SIDE);
const byteSchema = z.number().int().min(0).max(255);
/** A share of the examples; something has to be left to train on. */
const shareSchema = z.number().min(0).max(0.9);

export const imageChoicesSchema = z.object({
  height: sideSchema,
  width: sideSchema,
  /** 1: gray, 3: red, green and blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /**
   * How an image of another shape becomes one of this size. `squash`: both sides are scaled to fit. `crop`: the shorter side fits, what
   * is left over of the longer one is cut off on both ends. `pad`: the longer side fits, the rest is background.
   */
  fit: z.enum(['squash', 'crop', 'pad']),
  /** Red, green and blue of what lies behind transparent pixels and around a padded image. */
  background: z.tuple([byteSchema, byteSchema, byteSchema]),
});
export type ImageChoices = z.infer<typeof imageChoicesSchema>;

export const splitRuleSchema = z.object({
  /**
   * `given`: the source's splits stay as they are; shares are only taken from its training examples, and only for splits that it does not
   * have. `seeded`: splits of the source are ignored, and all are drawn.
   */
  rule: z.enum(['given', 'seeded']),
  /** Shares of the examples of each class. */
  validation: shareSchema,
  test: shareSchema,
  /** Which examples are drawn. Equal seeds draw equal examples; duplicates of an image always come into the same split. */
  seed: z.number().int().min(0).max(4_294_967_295),
});
export type SplitRule = z.infer<typeof splitRuleSchema>;

/**
 * What happens to images with equal pixels. `keep`: nothing. `drop-across`: those of the training split (and then of the validation split)
 * that are in the test split too are left out. `drop-all`: one of each is imported, that of the test split first.
 */
export const DUPLICATES_POLICIES = ['keep', 'drop-across', 'drop-all'] as const;
export type DuplicatesPolicy = (typeof DUPLICATES_POLICIES)[number];

export const importChoicesSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** Id of the format; absent: the one that the survey found. */
    format: z.string().max(40).optional(),
    /** Answers to the format's questions, by their ids; the guess stands for what is not answered. */
    answers: answersSchema,
    /** Null for tables. */
    image: imageChoicesSchema.nullable(),
    split: splitRuleSchema,
    duplicates: z.enum(DUPLICATES_POLICIES),
  })
  .refine(({ split }) => split.validation + split.test <= 0.95, 'no examples are left to train on');
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** What an import is doing, in the order of its stages. */
export type ImportStage = 'reading' | 'decoding' | 'publishing';

export interface ImportProgress {
  readonly stage: ImportStage;
  /** Examples that are done, imported or skipped. */
  readonly done: number;
  readonly total: number;
  readonly skipped: number;
  readonly examplesPerSecond: number | null;
  /** Null until enough is done to say. */
  readonly secondsLeft: number | null;
}

/** What an import has done. */
export interface ImportReport {
  /** Id and name of the new data set. */
  readonly id: string;
  readonly name: string;
  /** An equal data set was there already: nothing was written, and this is its id. */
  readonly wasThere: boolean;
  /** Examples that were found, as the survey counts them: `found` = the sum of `imported` + `skipped`. */
  readonly found: number;
  readonly imported: Readonly<Record<SplitName, number>>;
  /** Examples that were left out. Files and folders that are no examples are among the problems only. */
  readonly skipped: number;
  /** What was wrong; `problems.json` in the data set's folder has every single one. */
  readonly problems: readonly ProblemGroup[];
  /** Difference hashes of almost equal images differ in at most this many of 64 bits. */
  readonly nearDistance: number;
  readonly seconds: number;
  /** Bytes on the disk. */
  readonly bytes: number;
}

/** A data set that Netloom has prepared before, in a folder or an archive: from another machine, or from a backup. */
export type PreparedSource = Pick<
  DatasetSummary,
  | 'id'
  | 'name'
  | 'exampleShape'
  | 'target'
  | 'trainCount'
  | 'validationCount'
  | 'testCount'
  | 'contentHash'
  | 'bytes'
>;

export type DataJobState =
  /** Behind `ahead` other imports. */
  | { readonly type: 'waiting'; readonly ahead: number }
  /** `survey`: as far as it is known; its counts still grow. Null until a first look is done. */
  | { readonly type: 'surveying'; readonly progress: SurveyProgress; readonly survey: DataSurvey | null }
  | { readonly type: 'surveyed'; readonly survey: DataSurvey }
  /** The path holds a prepared data set: there is nothing to choose, it is added as it is (`data:add-prepared`). */
  | { readonly type: 'prepared'; readonly dataset: PreparedSource }
  | { readonly type: 'importing'; readonly progress: ImportProgress }
  | { readonly type: 'imported'; readonly report: ImportReport }
  /** A corrected data set is being written; `done` and `total` are its examples. */
  | { readonly type: 'correcting'; readonly done: number; readonly total: number }
  | { readonly type: 'corrected'; readonly report: VersionReport }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'canceled' };

/** A survey, an import, or a correction. `surveyed`, `prepared`, `imported`, `corrected`, `failed` and `canceled` are the last states. */
export interface DataJob {
  readonly jobId: string;
  readonly kind: 'survey' | 'import' | 'correction';
  /** Of a correction, the id of the data set that is corrected. */
  readonly path: string;
  /** The data set's name; of a survey, the path's. */
  readonly name: string;
  readonly state: DataJobState;
}

/** Whether a job in that state is over. */
export function hasEnded({ type }: DataJobState): boolean {
  return type !== 'waiting' && type !== 'surveying' && type !== 'importing' && type !== 'correcting';
}

export const dataRequests = {
  /** Shows the system's dialog for a folder, or for a file (an archive, a list, an array file); null when it was canceled. */
  'data:choose': z.object({ kind: z.enum(['folder', 'file']) }),
  /** A folder, archive or data file was dropped on the window. Only the preload script sends it, for a drop of the system's. */
  'data:open-dropped': z.object({ path: pathSchema }),
  /**
   * Surveys a path that was chosen, dropped or surveyed before; any other is refused with `data-not-granted`. Answers at once; what is found
   * comes as `data:progress`. `format` and `answers` as in the choices: a survey with other answers is a new one.
   */
  'data:survey': z.object({
    path: pathSchema,
    format: z.string().max(40).optional(),
    answers: answersSchema,
  }),
  /** Imports a path that was surveyed. Answers at once; the rest comes as `data:progress`. */
  'data:import': z.object({ path: pathSchema, choices: importChoicesSchema }),
  /** Adds the prepared data set that the survey of a path has found, as it is. Answers at once; the rest comes as `data:progress`. */
  'data:add-prepared': z.object({ path: pathSchema, name: z.string().max(200) }),
  /** Ends a job. A canceled import leaves nothing behind. Fine for one that has ended. */
  'data:cancel': z.object({ jobId: z.string().max(200) }),
  /** The jobs that are waiting or under way, and the last of those that have ended: for a window that was opened or loaded again. */
  'data:jobs': z.undefined(),
} as const;

export interface DataReplies {
  'data:choose': { readonly path: string } | null;
  'data:open-dropped': null;
  'data:survey': { readonly jobId: string };
  'data:import': { readonly jobId: string };
  'data:add-prepared': { readonly jobId: string };
  'data:cancel': null;
  'data:jobs': readonly DataJob[];
}

export interface DataEvents {
  /** A job is new, further on, or over. At most ten a second for each job. */
  'data:progress': DataJob;
  /** A folder, archive or data file was dropped on this window or given to the app: show its survey. */
  'data:given': { readonly path: string };
}
