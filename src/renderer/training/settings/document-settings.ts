import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { commonInitializer, initializerEdits } from './initializer-edits';

/** What is among the settings but belongs to the document itself: the data set, and how the weights start. */

/** The original's initializer where this document's differs from it; null where there is nothing to go back to. */
export function originalInitializer(document: NetloomDocument, original: NetloomDocument): string | null {
  const now = commonInitializer(document);
  const before = commonInitializer(original);
  return now === undefined || before === undefined || before === now ? null : before;
}

/** The original's data set where this document has another; null where it is the same. */
export function originalDataset(document: NetloomDocument, original: NetloomDocument): string | null {
  return document.dataset.id === original.dataset.id ? null : original.dataset.id;
}

export function countDocumentChanges(document: NetloomDocument, original: NetloomDocument): number {
  const changed = [originalInitializer(document, original), originalDataset(document, original)];
  return changed.filter((value) => value !== null).length;
}

/** The edits that bring both back. */
export function editsToOriginal(document: NetloomDocument, original: NetloomDocument): DocumentEdit[] {
  const dataset = originalDataset(document, original);
  const initializer = originalInitializer(document, original);
  return [
    ...(dataset === null ? [] : [{ kind: 'set-dataset' as const, dataset: original.dataset }]),
    ...(initializer === null ? [] : initializerEdits(document, initializer)),
  ];
}
