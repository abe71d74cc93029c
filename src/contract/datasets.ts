import { z } from 'zod';
import type { ExampleType } from '../graph-runtime/datasets/example-type';
import type { TargetDescription } from '../graph-runtime/datasets/target-description';
import { SPLIT_NAMES } from './data-survey';
import type { Failure } from './failure';

/** Data sets that have been prepared for training, and what may be asked of them. */

export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** `[height, width, channels]` of the stored images, or `[features]` of a table's rows. */
  readonly exampleShape: readonly number[];
  readonly dtype: ExampleType;
  readonly target: TargetDescription;
  readonly trainCount: number;
  /** 0 where the data set has no validation split of its own. */
  readonly validationCount: number;
  readonly testCount: number;
  /** SHA-256 over the files: equal hashes mean equal examples. */
  readonly contentHash: string;
  /** It comes with the app and cannot be removed. */
  readonly isShipped: boolean;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** When it was prepared, as an ISO date; null of a shipped one. */
  readonly created: string | null;
  /** What it was made of; null of a shipped one. */
  readonly source: { readonly path: string; readonly format: string } | null;
  /** The id of the version that it corrects; null where it is the first. */
  readonly parent: string | null;
}

/** A folder in the place of the data sets that cannot be used as one. */
export interface DamagedDataset {
  readonly id: string;
  /** The name in its description, or the folder's where that cannot be read. */
  readonly name: string;
  readonly isShipped: boolean;
  readonly failure: Failure;
}

export interface DatasetList {
  /** By name. */
  readonly datasets: readonly DatasetSummary[];
  readonly damaged: readonly DamagedDataset[];
}

/** Examples of a data set, as they are stored. */
export interface DatasetImages {
  /** `[height, width, channels]` of each image. */
  readonly exampleShape: readonly number[];
  /** `[count, height, width, channels]` bytes. */
  readonly pixels: Uint8Array;
  /** Class of each image; empty where the targets are no classes. */
  readonly labels: Int32Array;
}

const idSchema = z.object({ id: z.string().max(200) });

export const datasetRequests = {
  'dataset:list': z.undefined(),
  'dataset:images': z.object({
    id: z.string().max(200),
    split: z.enum(SPLIT_NAMES),
    indices: z.array(z.number().int().min(0)).min(1).max(4_096),
  }),
  /** Takes a data set of the user's out of the catalog. It can be restored for some days. */
  'data:remove': idSchema,
  'data:restore': idSchema,
} as const;

export interface DatasetReplies {
  'dataset:list': DatasetList;
  'dataset:images': DatasetImages;
  'data:remove': null;
  'data:restore': null;
}

export interface DatasetEvents {
  /** Data sets have been added, removed or damaged, by whatever program. */
  'data:changed': null;
}
