import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { RunObservations } from '../../../graph-runtime/run-health/observations';
import { RunControl } from '../prepare/run-control';
import { asFailure } from '../protocol/trainer-failure';
import { train } from '../run/train';
import { DATASETS } from './run-training';

/** Trains in this process, also until it fails, and gathers what the health checks read. */
export async function observeRun(
  document: NetloomDocument,
  { limit }: { readonly limit?: number },
): Promise<RunObservations> {
  const points: RunObservations['points'][number][] = [];
  const epochs: RunObservations['epochs'][number][] = [];
  const health: RunObservations['health'][number][] = [];
  let failure: RunObservations['failure'] = null;
  try {
    await train({
      command: { type: 'train', document, ...(limit !== undefined && { limit }) },
      datasets: DATASETS,
      emit: (event) => {
        if (event.type === 'step') points.push(...event.points);
        else if (event.type === 'epoch') epochs.push(event.point);
        else if (event.type === 'health') health.push(event.point);
      },
      control: new RunControl(),
      // These runs are over before 2.5% of their time would pay for a look.
      healthShare: 1,
    });
  } catch (error) {
    failure = asFailure(error);
  }
  return { settings: document.training, classCount: 10, points, epochs, health, failure };
}

/** The run as it was whenever a point of its curve had come. */
export function moments(run: RunObservations): readonly RunObservations[] {
  const stepsPerEpoch = (run.points[run.points.length - 1]?.step ?? 0) / run.epochs.length;
  return run.points.map(({ step: now }) => ({
    ...run,
    points: run.points.filter(({ step }) => step <= now),
    epochs: run.epochs.filter(({ epoch }) => epoch * stepsPerEpoch <= now),
    health: run.health.filter(({ step }) => step <= now),
  }));
}
