import type { JsonObject } from '../../document/json-object';

/**
 * Brings a file of version `from` to version `from + 1`. Pure. It may rely on nothing but the shape that version's program
 * wrote; what it does not understand it leaves as it is, for the schema to check.
 */
export interface Migration {
  readonly from: number;
  /** One sentence: what changed in the format, and why. */
  readonly reason: string;
  migrate(file: JsonObject): JsonObject;
}
