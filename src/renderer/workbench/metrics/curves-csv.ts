import { curvesAsCsv as tableOf } from '../../../contract/curves-csv';
import { drawnRun, measuredOf } from '../../charts/run-curves';
import { stepsPerEpochOf } from '../../charts/x-axis';
import type { RunRecord } from '../../store/runs/runs-record';

/** Every point of the runs as a table, the same that the command line writes of a run. */
export function curvesAsCsv(runs: readonly RunRecord[], nameOf: (runId: string) => string): string {
  return tableOf(
    runs.map((run) => ({
      name: nameOf(run.runId),
      metrics: measuredOf(drawnRun(run)),
      steps: run.steps,
      epochs: run.epochs.toArray(),
      stepsPerEpoch: stepsPerEpochOf(run),
    })),
  );
}
