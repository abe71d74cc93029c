import { z } from 'zod';
import type { ClassSets } from './class-sets';
import type { SourceProblem } from './data-problems';
import { SPLIT_NAMES, type SplitName } from './data-survey';

/**
 * Looking at the examples of a data set. They are numbered through: those of the training split first, then validation, test, and what is in no
 * split; within a part they are in the order of storage.
 */

/** The parts of a data set, in the order in which its examples are numbered. */
export const DATA_PARTS = [...SPLIT_NAMES, 'excluded'] as const;
export type DataPart = (typeof DATA_PARTS)[number];

/** What is known of an example besides its label; each is one bit of `DataIndex.marks`. */
export const EXAMPLE_MARKS = {
  /** Another example of a split has the same pixels or values. */
  duplicate: 1,
  /** One of another split has. */
  duplicateAcross: 2,
  /** Another one looks almost the same. */
  nearDuplicate: 4,
  nearDuplicateAcross: 8,
  /** An equal one has another label. */
  conflict: 16,
  /** The label was corrected after the import. */
  corrected: 32,
  /** Something else was noted at the import. */
  noted: 64,
} as const;
export type ExampleMark = keyof typeof EXAMPLE_MARKS;

/** Why a user's exclusion left an example out; other reasons are those of the import. */
export const EXCLUDED_BY_USER = 'excluded-by-user';

/** All examples of a data set, with what can be filtered by. */
export interface DataIndex {
  readonly counts: Readonly<Record<DataPart, number>>;
  /** How many of the excluded examples are stored, can be looked at and included again: the first ones. */
  readonly storedExcluded: number;
  /** Class of each example; -1 where it has none. */
  readonly labels: Int32Array;
  /** Bits of `EXAMPLE_MARKS` for each example. */
  readonly marks: Uint8Array;
  /** Number of the first example of a split that is equal to it: itself, where no earlier one is. */
  readonly firstEqual: Int32Array;
  /** Why excluded examples are left out: problem reasons, or `EXCLUDED_BY_USER`. */
  readonly reasons: readonly string[];
  /** Index in `reasons` for each excluded example. */
  readonly reasonOf: Uint8Array;
  /** Several classes of each example; null where targets are of another kind. */
  readonly sets: ClassSets | null;
  /** Numbers of each example as the source has them, `[examples, numbers]`; NaN where there are none. Null where targets are of another kind. */
  readonly numbers: Float32Array | null;
}

/** The first number of each part. */
export function partStarts(counts: DataIndex['counts']): Readonly<Record<DataPart, number>> {
  const { train, validation, test } = counts;
  return { train: 0, validation: train, test: train + validation, excluded: train + validation + test };
}

/** The part that an example is stored in. */
export function partOf(counts: DataIndex['counts'], example: number): DataPart {
  const starts = partStarts(counts);
  return [...DATA_PARTS].reverse().find((part) => counts[part] > 0 && example >= starts[part]) ?? 'train';
}

/** One example in detail. */
export interface ExampleDetails {
  /** Path in the source, with the row or entry where a file holds several. */
  readonly key: string;
  /** `[height, width]` of the original; null where it is no image. */
  readonly size: readonly [number, number] | null;
  /** Absolute path of the file that it is in; null where there is none any more. */
  readonly original: string | null;
  /** Whether that file is an image, by its name and by what is in it. */
  readonly isImage: boolean;
  /** What it is to be taken for: class, classes, or numbers as the source has them; null where there is nothing, or a mask. */
  readonly target: number | readonly number[] | null;
  /** What the source gives, where it was corrected. */
  readonly originalTarget: number | readonly number[] | null;
  /** Numbers of the examples that are equal, and of those that look almost the same. */
  readonly duplicates: readonly number[];
  readonly nearDuplicates: readonly number[];
  /** What was noted at the import. */
  readonly notes: readonly SourceProblem[];
  /** The split that an excluded example was in, and comes into again. */
  readonly from: SplitName | null;
}

/** Stored images made smaller. */
export interface Thumbnails {
  /** Of each image; never larger than it is stored. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `[count, height, width, channels]` */
  readonly pixels: Uint8Array;
}

/** Stored masks made smaller, each as large as the thumbnail of its image. */
export interface MaskThumbnails {
  /** Of each mask. */
  readonly height: number;
  readonly width: number;
  /** `[count, height, width]`: the class of the pixel below the middle of each place. */
  readonly classes: Uint8Array;
}

/** Rows of a table with their values as the source has them. */
export interface TableRows {
  /** `[count, features]` */
  readonly values: Float32Array;
  /** Of the features; none where the source has none. */
  readonly names: readonly string[];
}

/** The mean image of each class. */
export interface ClassMeans {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `[classes, height, width, channels]` bytes; without classes, one mean of all. */
  readonly pixels: Uint8Array;
  /** Examples of each class that the mean is taken of. */
  readonly counts: Int32Array;
}

const idSchema = z.string().max(200);
const exampleSchema = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31);
const examplesSchema = z.array(exampleSchema).min(1).max(1_024);

/** Classes or numbers of one example. */
const MOST_VALUES = 100_000;

/** More changes than a data set has examples are never needed. */
const MOST_CHANGES = 2_000_000;

export const dataChangesSchema = z.object({
  /** New classes, by the numbers of examples. */
  labels: z.array(z.tuple([exampleSchema, z.number().int().min(0).max(1_000_000)])).max(MOST_CHANGES),
  /** New classes of several, or new numbers, by the numbers of examples. Absent: none. */
  targets: z
    .array(z.tuple([exampleSchema, z.array(z.number()).max(MOST_VALUES)]))
    .max(MOST_CHANGES)
    .optional(),
  /** Examples of splits that leave them. */
  exclude: z.array(exampleSchema).max(MOST_CHANGES),
  /** Examples that a user had excluded, and that come back. */
  include: z.array(exampleSchema).max(MOST_CHANGES),
});
/** Corrections of a data set; numbers are those of its index. */
export type DataChanges = z.infer<typeof dataChangesSchema>;

/** What was written as a new version. */
export interface VersionReport {
  readonly id: string;
  readonly name: string;
  /** Id of the version that it corrects. */
  readonly parent: string;
  /** An equal data set was there already: nothing was written. */
  readonly wasThere: boolean;
}

/** Of several labels. */
const labelNameSchema = z.string().min(1).max(1_000);

export const dataBrowserRequests = {
  'data:index': z.object({ id: idSchema }),
  'data:example': z.object({ id: idSchema, example: exampleSchema }),
  /** Images that are stored, scaled down to fit a square of `side` pixels. */
  'data:thumbnails': z.object({
    id: idSchema,
    examples: examplesSchema,
    side: z.number().int().min(8).max(4_096),
    /** Their second images instead: of the label of that name; empty: of the only one, or the first. */
    second: z.union([z.literal(''), labelNameSchema]).optional(),
  }),
  /** Masks of images, of the size that `data:thumbnails` gives the images: of the label of that name, or the only or first one. */
  'data:masks': z.object({
    id: idSchema,
    examples: examplesSchema,
    side: z.number().int().min(8).max(4_096),
    label: labelNameSchema.optional(),
  }),
  /** Which classes the mask of each example has. All masks are read for that. */
  'data:mask-classes': z.object({ id: idSchema, label: labelNameSchema.optional() }),
  'data:rows': z.object({ id: idSchema, examples: examplesSchema }),
  'data:means': z.object({ id: idSchema, part: z.enum(SPLIT_NAMES) }),
  /** Shows the file that an example was imported from: an image in the system's viewer, any other file in its folder. */
  'data:open-original': z.object({ id: idSchema, example: exampleSchema }),
  /** Writes a corrected data set beside the one it corrects. Answers at once; the rest comes as `data:progress`. */
  'data:save-version': z.object({
    id: idSchema,
    name: z.string().trim().min(1).max(200),
    changes: dataChangesSchema,
  }),
} as const;

export interface DataBrowserReplies {
  'data:index': DataIndex;
  'data:example': ExampleDetails;
  'data:thumbnails': Thumbnails;
  'data:masks': MaskThumbnails;
  'data:mask-classes': ClassSets;
  'data:rows': TableRows;
  'data:means': ClassMeans;
  'data:open-original': null;
  'data:save-version': { readonly jobId: string };
}
