import type { ExportFacts } from '../format';
import type { NetworkToExport } from '../network-to-export';

/** What the files of a project are made of. */
export interface KerasFacts {
  readonly network: NetworkToExport;
  readonly facts: ExportFacts;
  /** Parameters that are learned, of the whole network. */
  readonly parameterCount: number;
}
