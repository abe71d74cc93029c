/** What one peer did with one network. */
export interface Measurement {
  /** From the median step. */
  readonly examplesPerSecond: number;
  /** Processor time of the median step, over all cores. */
  readonly processorSecondsPerStep: number;
  /** From the start of the process's work to the end of the first step. */
  readonly firstStepSeconds: number;
  /** Peak resident memory of its process, in MB of 1e6 bytes. */
  readonly peakMemoryMB: number;
}

/** Steps that are not timed. */
export const WARM_UP_STEPS = 3;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
