import { classNamesIn } from '../../graph-runtime/datasets/target-description';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';

/** English names of a data set's classes; their numbers where it has none (a network may know more classes than the data). */
export async function classNamesOf(datasetId: string, count: number): Promise<readonly string[]> {
  const found = await findDataset(datasetRoots(__dirname), datasetId);
  const names = found.ok ? classNamesIn(found.value.description.target, 'en') : [];
  return Array.from({ length: count }, (_, index) => names[index] ?? String(index));
}
