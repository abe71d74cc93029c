import { join } from 'node:path';
import { dataFolder } from '../files/data-folder';
import { findResourceRoot } from '../files/resource-root';

/** Folders with a folder for each data set, named by its id. */
export interface DatasetRoots {
  /** What comes with the app; never written to. */
  readonly shipped: string;
  /** What users have prepared. It may not exist yet. */
  readonly user: string;
}

/**
 * Where data sets lie: one definition for the window, the command line and the trainer. `XDG_DATA_HOME` moves the user's.
 *
 * @param start the caller's `__dirname`
 */
export function datasetRoots(start: string): DatasetRoots {
  return {
    shipped: join(findResourceRoot(start), 'resources', 'datasets'),
    user: dataFolder('datasets'),
  };
}
