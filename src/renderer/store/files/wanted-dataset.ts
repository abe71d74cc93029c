/** A data set that a network names and that is not on this machine. */
export interface WantedDataset {
  readonly id: string;
  readonly name: string;
}

/** `same`: it is the one. `renamed`: its examples are, under another name. `other`: other examples. */
export type DatasetMatch = 'same' | 'renamed' | 'other';

/** Whether a data set that was found is the one that is looked for. An id ends with digits of the hash of the content. */
export function matchOf(wanted: WantedDataset, found: { readonly id: string }): DatasetMatch {
  if (wanted.id === found.id) return 'same';
  const content = contentOf(wanted.id);
  return content !== null && content === contentOf(found.id) ? 'renamed' : 'other';
}

function contentOf(id: string): string | null {
  return /-([0-9a-f]{8})$/.exec(id)?.[1] ?? null;
}
