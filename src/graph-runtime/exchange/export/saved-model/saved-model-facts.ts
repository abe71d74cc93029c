import type { ExportFacts } from '../format';
import type { NetworkToExport } from '../network-to-export';
import type { ExportedNumbers } from '../numbers';
import type { ExportedOutput } from '../outputs';

/** What the files beside the graph are made of. */
export interface SavedModelFacts {
  readonly network: NetworkToExport;
  readonly facts: ExportFacts;
  readonly outputs: readonly ExportedOutput[];
  /** What enters beside an example; null: nothing does. */
  readonly numbers: ExportedNumbers | null;
}
