import { join } from 'node:path';
import { findDataset } from '../data/dataset-catalog';
import { findResourceRoot } from '../files/resource-root';

/** English names of a data set's classes; their numbers where it has none (a network may know more classes than the data). */
export async function classNamesOf(datasetId: string, count: number): Promise<readonly string[]> {
  const found = await findDataset(join(findResourceRoot(__dirname), 'resources', 'datasets'), datasetId);
  const names = found.ok ? found.value.description.classNames.en : [];
  return Array.from({ length: count }, (_, index) => names[index] ?? String(index));
}
