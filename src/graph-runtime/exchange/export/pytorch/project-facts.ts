import type { ExportFacts } from '../format';
import type { NetworkToExport } from '../network-to-export';

/** What the files of a project are made of. */
export interface ProjectFacts {
  readonly network: NetworkToExport;
  readonly facts: ExportFacts;
  readonly className: string;
  /** Parameters that are learned, of the whole network. */
  readonly parameterCount: number;
}
