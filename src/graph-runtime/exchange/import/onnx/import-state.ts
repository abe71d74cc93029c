import { ImportCounts } from '../network/import-counts';
import type { BuiltNode, NetworkBuilder } from '../network/network-builder';

/** Values of the input that are changed before anything else: `scale · x + offset`, a number for each channel or one for all. */
export interface InputChange {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

/** What the import of one model keeps in mind, and its report. */
export class ImportState extends ImportCounts {
  readonly inputChanges = new Map<BuiltNode, InputChange>();

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
