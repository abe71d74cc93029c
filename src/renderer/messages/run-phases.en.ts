/** Phases of a run, as its line of a table has them. */
export const runPhasesEn = {
  preparing: 'preparing',
  training: 'training',
  pausing: 'pausing',
  paused: 'paused',
  stopping: 'stopping',
  stopped: 'stopped',
  interrupted: 'interrupted',
  done: 'finished',
  failed: 'failed',
};
