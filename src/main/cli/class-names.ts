import { labelNameOf } from '../../graph-runtime/compile/label-name';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { datasetRoots } from '../data/dataset-roots';
import { valueNames } from '../data/value-names';

/** English names of a data set's classes; their numbers where it has none (a network may know more classes than the data). */
export async function classNamesOf(
  document: NetloomDocument,
  count: number,
  output?: string,
): Promise<readonly string[]> {
  const names = await valueNames(datasetRoots(__dirname), document.dataset.id, labelNameOf(document, output));
  return Array.from({ length: count }, (_, index) => names[index] ?? String(index));
}

/** Names of what a network predicts, of classes or numbers: at least `count`. */
export async function valueNamesOf(document: NetloomDocument, count: number): Promise<readonly string[]> {
  const names = await valueNames(datasetRoots(__dirname), document.dataset.id, labelNameOf(document));
  return Array.from({ length: Math.max(count, names.length) }, (_, index) => names[index] ?? String(index));
}
