import type { RunSummary, SweepSummary } from '../../../contract/contract';

/** One combination of values and its result. */
export interface Trial {
  readonly key: string;
  readonly values: readonly number[];
  readonly phase: SweepSummary['trials'][number]['phase'];
  readonly run: RunSummary | null;
}
