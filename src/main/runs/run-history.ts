import {
  createCurves,
  createRunStatus,
  type RunCurves,
  type RunDetails,
  type RunEvent,
  type RunRequest,
  type RunStatus,
  reduceCurves,
  reduceRun,
  reopenRun,
  requestOfRun,
  type SavedCurves,
  statusOfSummary,
} from '../../contract/contract';
import { MAXIMUM_EPOCHS, MergedPoints } from '../trainer/run/curve-history';

/** What is saved of a run that is resumed at its newest checkpoint. */
export type ResumedRun = Pick<RunDetails, 'summary'> & SavedCurves;

/**
 * The run in progress as main knows it: what a window needs to show it again after a reload, in bounded memory however long the run. The
 * running curves are merged when they grow long.
 */
export class RunHistory {
  #status: RunStatus;
  #curves: RunCurves<MergedPoints>;

  /**
   * @param resumed what was saved of the run; null: it starts from scratch
   * @param status of a run that has continued meanwhile: where it is
   */
  constructor(resumed: ResumedRun | null = null, status: RunStatus | null = null) {
    this.#status =
      status ??
      (resumed === null
        ? createRunStatus()
        : { ...reopenRun(statusOfSummary(resumed.summary)), hasWeights: true });
    this.#curves = createCurves(new MergedPoints(), resumed ?? undefined, MAXIMUM_EPOCHS);
  }

  get status(): RunStatus {
    return this.#status;
  }

  add(event: RunEvent): void {
    this.#curves = reduceCurves(this.#curves, this.#status, event);
    this.#status = reduceRun(this.#status, event);
  }

  /** The run is asked for something. */
  request(request: RunRequest): void {
    this.#status = requestOfRun(this.#status, request);
  }

  curves(): SavedCurves {
    const { points, epochs, health } = this.#curves;
    return { points: points.toArray(), epochs: epochs.toArray(), health: health.toArray() };
  }
}
