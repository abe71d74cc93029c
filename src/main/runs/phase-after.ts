import type { RunEvent, RunPhase } from '../../contract/contract';

/** The phase of a run that has told something. A wish to stop or to pause stays until the run has followed it. */
export function phaseAfter(phase: RunPhase, event: RunEvent): RunPhase {
  switch (event.type) {
    case 'paused':
      return phase === 'stopping' ? phase : 'paused';
    case 'done':
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return event.type;
    case 'health':
    case 'checkpoint':
    case 'warning':
    case 'preparing':
      return phase;
    case 'continued':
      return phase === 'stopping' ? phase : 'training';
    default:
      return phase === 'stopping' || phase === 'pausing' ? phase : 'training';
  }
}
