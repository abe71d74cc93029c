import { ImportCounts } from '../network/import-counts';
import { InputChanges } from '../network/input-changes';
import type { NetworkBuilder } from '../network/network-builder';

/** What the import of one model keeps in mind, and its report. */
export class ImportState extends ImportCounts {
  readonly inputChanges = new InputChanges();

  constructor(
    readonly builder: NetworkBuilder,
    readonly opset: number,
    /** How often each value is read. */
    readonly uses: ReadonlyMap<string, number>,
    /** How many examples the graph is written for. */
    readonly batch: number,
  ) {
    super();
  }
}
