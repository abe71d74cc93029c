import type { TargetDescription } from '../graph-runtime/datasets/target-description';
import type { Text } from '../graph-runtime/text/text';
import type { ProblemGroup } from './data-problems';

/**
 * What is known of a folder, an archive or a file before anything is imported. The survey goes through all names and lists, and through the
 * headers and pixels of a sample: it takes seconds. Every image is decoded only when it is imported (`ImportReport`).
 */

/** The parts of a data set, in the order in which they are listed. */
export const SPLIT_NAMES = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLIT_NAMES)[number];

/** What is asked because the files leave it open: which column is the label, whether nested folders are classes, ... */
export interface DataQuestion {
  /** Key of its answer in the choices. */
  readonly id: string;
  readonly title: Text;
  readonly choices: readonly { readonly value: string; readonly label: Text }[];
  /** The value of the choice that is most likely meant; it holds until another one is chosen. */
  readonly guess: string;
  /** The guess is not good enough to be used without asking: the command line refuses to import without an answer. */
  readonly isOpen: boolean;
  /** Something more that may be wanted, which need not be said where it is not. */
  readonly isOptional?: true;
  /** A name, which any text can be but those that are taken; there are no choices. An answer that cannot be one leaves the guess. */
  readonly name?: { readonly taken: readonly string[] };
  /** The value that this survey is made with: the answer, or else the guess. */
  readonly value: string;
}

/** A way in which the files can be understood. */
export interface FormatChoice {
  /** `class-folders`, `list`, `idx`, ... */
  readonly id: string;
  readonly name: Text;
  /** What speaks for it: `3 folders with images in them`. */
  readonly reason: Text;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** What a source says of each of its examples. */
export type TargetKind = TargetDescription['kind'];

/** How many examples of each split the source has; `unassigned` are those that it gives no split. */
export interface SplitCounts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly unassigned: number;
}

export interface ClassSurvey extends SplitCounts {
  readonly name: string;
  /** Over all splits. */
  readonly count: number;
}

/** Sizes of the images, from the headers that were read. */
export interface SizeSurvey {
  /** How many headers were read; fewer than there are images where those are very many. */
  readonly imagesRead: number;
  readonly smallest: ImageSize;
  readonly median: ImageSize;
  readonly largest: ImageSize;
  /** The most frequent sizes, at most eight, the most frequent first; with one entry, all that were read have this size. */
  readonly frequent: readonly (ImageSize & { readonly count: number })[];
}

export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/** One image to look at before the import. */
/** A mask or a second image of a sample. */
export interface SampleLabelImage {
  readonly height: number;
  readonly width: number;
  /** 1 or 3 of a second image; null of a mask. */
  readonly channels: 1 | 3 | null;
  /** `[height, width, channels]` of a second image; `[height, width]` classes of a mask. */
  readonly values: Uint8Array;
  /** Pixels of this class of a mask do not count. */
  readonly ignore?: number | undefined;
}

export interface SampleImage {
  /** Its path below the source, or its index in an array file. */
  readonly key: string;
  readonly split: SplitName | null;
  /** Index in `classes`; null where the target is none. */
  readonly classIndex: number | null;
  /** Of the original, as it is shown (turned as its EXIF orientation says). */
  readonly height: number;
  readonly width: number;
  readonly thumbnail: {
    readonly height: number;
    readonly width: number;
    /** `[height, width, 4]` bytes, as `ImageData` takes them. */
    readonly rgba: Uint8Array;
  };
  /** Its labels that are images, in their order, as far as they can be read: masks and second images. */
  readonly labels: readonly SampleLabelImage[];
}

/** One row of a table to look at. */
export interface SampleRow {
  readonly key: string;
  readonly target: string;
  readonly values: readonly number[];
}

/** Files that are equal to another one, byte by byte. Images that were saved again show only when all are decoded, at the import. */
export interface DuplicateSurvey {
  /** Within a split. */
  readonly within: number;
  /** In two splits: what a network has trained on must not be in its test set. */
  readonly across: number;
  /** False: only some of the files of the same size were compared, because there are too many. */
  readonly isComplete: boolean;
}

/** The largest and the smallest class, where one has many times the images of the other. */
export interface Imbalance {
  readonly largest: { readonly name: string; readonly count: number };
  readonly smallest: { readonly name: string; readonly count: number };
}

export interface DataSurvey {
  /** The absolute path that is surveyed. */
  readonly path: string;
  readonly kind: 'folder' | 'zip' | 'file';
  /** A name for the data set, from the path. */
  readonly name: string;
  /** Files below the path, as far as they have been found, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** How it is understood; null: in no way that Netloom knows, or not yet found out. */
  readonly format: FormatChoice | null;
  /** Other ways, the most likely first. */
  readonly otherFormats: readonly FormatChoice[];
  readonly questions: readonly DataQuestion[];
  readonly target: TargetKind;
  /** Examples are images, rows of numbers, or not known yet. */
  readonly content: 'images' | 'features' | null;
  readonly exampleCount: number;
  readonly splits: SplitCounts;
  /** In the order of their indices; none for numbers and where there is no target. */
  readonly classes: readonly ClassSurvey[];
  /** Names of the numbers to predict. */
  readonly targetNames: readonly string[];
  /** Names of the numbers beside each example, for another input. */
  readonly numberNames: readonly string[];
  /** Bytes of labels for each pixel of an example: one for each mask, more of a second image. */
  readonly labelBytesPerPixel: number;
  /** Names of a table's features. */
  readonly featureNames: readonly string[];
  /** Null for tables. */
  readonly sizes: SizeSurvey | null;
  /** Whether an image of the sample is in color. */
  readonly hasColor: boolean;
  /** Whether an image of the sample has transparent pixels: the background color counts. */
  readonly hasTransparency: boolean;
  /** At most `SAMPLE_IMAGES`, spread over the classes; none before the survey is complete. */
  readonly samples: readonly SampleImage[];
  /** The first rows of a table. */
  readonly rows: readonly SampleRow[];
  /** Those that leave something out first. */
  readonly problems: readonly ProblemGroup[];
  readonly duplicates: DuplicateSurvey;
  readonly imbalance: Imbalance | null;
}

/** How many images a survey shows. */
export const SAMPLE_IMAGES = 24;

/** What a survey is doing, in the order of its stages. */
export type SurveyStage = 'listing' | 'recognizing' | 'counting' | 'sampling' | 'comparing';

export interface SurveyProgress {
  readonly stage: SurveyStage;
  /** Files found, examples counted, images read or compared: as the stage is. */
  readonly done: number;
  /** Null while it is not known, as during `listing`. */
  readonly total: number | null;
}
