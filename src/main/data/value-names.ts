import { classNamesIn } from '../../graph-runtime/datasets/target-description';
import { findDataset } from './dataset-catalog';
import type { DatasetRoots } from './dataset-roots';

/** English names of a data set's classes or numbers; empty where it is not there or has none. */
export async function valueNames(roots: DatasetRoots, datasetId: string): Promise<readonly string[]> {
  const found = await findDataset(roots, datasetId);
  if (!found.ok) return [];
  const { target } = found.value.description;
  return 'names' in target ? target.names : classNamesIn(target, 'en');
}
