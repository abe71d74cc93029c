import { classNamesIn } from '../../graph-runtime/datasets/target-description';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';

/** English names of a data set's classes; their numbers where it has none (a network may know more classes than the data). */
export async function classNamesOf(datasetId: string, count: number): Promise<readonly string[]> {
  const names = await knownNames(datasetId);
  return Array.from({ length: count }, (_, index) => names[index] ?? String(index));
}

/** Names of what a network predicts, of classes or numbers: at least `count`. */
export async function valueNamesOf(datasetId: string, count: number): Promise<readonly string[]> {
  const names = await knownNames(datasetId);
  return Array.from({ length: Math.max(count, names.length) }, (_, index) => names[index] ?? String(index));
}

async function knownNames(datasetId: string): Promise<readonly string[]> {
  const found = await findDataset(datasetRoots(__dirname), datasetId);
  if (!found.ok) return [];
  const { target } = found.value.description;
  return 'names' in target ? target.names : classNamesIn(target, 'en');
}
