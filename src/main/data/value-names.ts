import { classNamesIn, labelNamed } from '../../graph-runtime/datasets/target-description';
import { findDataset } from './dataset-catalog';
import type { DatasetRoots } from './dataset-roots';

/**
 * English names of a data set's classes or numbers; empty where it is not there or has none.
 *
 * @param label the name of one of several labels; empty: the first, or the only one
 */
export async function valueNames(
  roots: DatasetRoots,
  datasetId: string,
  label = '',
): Promise<readonly string[]> {
  const found = await findDataset(roots, datasetId);
  if (!found.ok) return [];
  const target = labelNamed(found.value.description.target, label)?.description ?? { kind: 'none' as const };
  return 'names' in target ? target.names : classNamesIn(target, 'en');
}
