import { isActivePhase, type RunPhase } from '../../../contract/contract';
import { currentRun, type RunsState } from '../../store/runs/runs';
import type { Readiness } from './readiness';

/** What the head of the panel shows: a run's phase, or what stands between the user and a run. */
export type PanelState = RunPhase | 'idle' | 'empty' | 'blocked' | 'no-data' | 'starting' | 'refused';

/**
 * The panelState for what is going on. A refused request is shown until the next one; a network that cannot be trained takes
 * the place of an ended run, because its Train button does not work.
 */
export function panelStateOf(state: RunsState, readiness: Readiness): PanelState {
  if (state.isStarting) return 'starting';
  const run = currentRun(state);
  if (run !== null && isActivePhase(run.phase)) return run.phase;
  if (state.requestFailure !== null) return 'refused';
  if (readiness.kind !== 'ready') return readiness.kind;
  return run === null ? 'idle' : run.phase;
}
