/** Processes that train one network together, each a part of every batch, and which of them this one is. */
export interface ReplicaGroup {
  /** From 0; 0 keeps the run. */
  readonly rank: number;
  /** `HOST:PORT` of each, by rank. */
  readonly addresses: readonly string[];
  /** What their machines are called, by rank. */
  readonly names?: readonly string[];
}
