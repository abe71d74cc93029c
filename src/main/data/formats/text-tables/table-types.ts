import type { SourceProblem } from '../../../../contract/data-problems';

/** Lists of JSON have several values in one cell. */
export type Cell = string | readonly string[];

export interface TableRow {
  /** In the file, counted from 1 with the header. */
  readonly row: number;
  /** As many as there are columns. */
  readonly cells: readonly Cell[];
}

export interface SourceTable {
  readonly path: string;
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly TableRow[];
  /** Null for JSON, and where there is one column. */
  readonly delimiter: string | null;
  /** Whether `1,5` is a number. */
  readonly hasDecimalComma: boolean;
  /** Rows of another number of cells, lines that are no JSON, an encoding that was guessed. */
  readonly problems: readonly SourceProblem[];
}
