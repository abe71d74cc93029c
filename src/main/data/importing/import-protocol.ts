import type { DataChanges, DataJobState, ImportChoices } from '../../../contract/contract';
import type { DatasetRoots } from '../dataset-roots';

/** What the process of a job is asked for. */
export type JobCommand =
  | {
      readonly type: 'survey';
      /** Absolute. */
      readonly path: string;
      /** Id of the format; absent: the most likely one. */
      readonly format?: string | undefined;
      readonly answers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'import';
      readonly path: string;
      readonly choices: ImportChoices;
      /** Folder of the user's data sets. */
      readonly root: string;
      /** Threads that decode; absent: as many as there are processors. */
      readonly threads?: number;
    }
  | {
      /** Adds a prepared data set as it is. */
      readonly type: 'add-prepared';
      readonly path: string;
      readonly root: string;
    }
  | {
      readonly type: 'correct';
      /** Id of the data set that is corrected. */
      readonly path: string;
      readonly name: string;
      readonly changes: DataChanges;
      readonly roots: DatasetRoots;
    }
  /** Ends the job in order; `canceled` is its last state then. */
  | { readonly type: 'cancel' };

/** What such a process reports. It stays after the last state until its owner ends it. */
export type JobMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'state'; readonly state: DataJobState };
