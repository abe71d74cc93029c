import type { RunSummary, SweepSummary } from '../../../contract/contract';
import type { SweepValue } from '../../../graph-runtime/sweep/sweep-place';

/** One combination of values and its result. */
export interface Trial {
  readonly key: string;
  readonly values: readonly SweepValue[];
  readonly phase: SweepSummary['trials'][number]['phase'];
  readonly run: RunSummary | null;
}
