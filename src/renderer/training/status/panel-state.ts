import { isActivePhase, type RunPhase, type RunSummary } from '../../../contract/contract';
import { currentRun, type RunsState } from '../../store/runs/runs';
import type { Readiness } from './readiness';

/** What the head of the panel shows: a run's phase, or what is between the user and a run. */
export type PanelState =
  | RunPhase
  | 'idle'
  | 'empty'
  | 'blocked'
  | 'no-data'
  | 'starting'
  | 'refused'
  /** Before the first run of this window: an earlier one waits to be resumed. */
  | 'waiting-paused'
  | 'waiting-interrupted';

/** What of the open network the state depends on. */
export interface PanelContext {
  readonly readiness: Readiness;
  /** The last run of this window is of another network than the open one. */
  readonly isOther: boolean;
  /** An earlier run of the open network that waits to be resumed. */
  readonly waiting: RunSummary['waiting'];
}

/**
 * The state of the panel for what is going on. A refused request is shown until the next one; a network that cannot be trained takes
 * the place of an ended run, because its Train button does not work. An ended run of another network is not this one's state.
 */
export function panelStateOf(state: RunsState, { readiness, isOther, waiting }: PanelContext): PanelState {
  if (state.isStarting) return 'starting';
  const run = currentRun(state);
  if (run !== null && isActivePhase(run.phase)) return run.phase;
  if (state.requestFailure !== null) return 'refused';
  if (readiness.kind !== 'ready') return readiness.kind;
  if (run !== null && !isOther) return run.phase;
  return waiting === null ? 'idle' : `waiting-${waiting}`;
}
