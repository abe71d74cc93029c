/** Holds a `train` after its step, with a checkpoint; it keeps its place in memory. */
export const PAUSE_SIGNAL = 'SIGUSR2';
/** Lets it continue: what a shell sends to a job that comes to the front again, too. */
export const CONTINUE_SIGNAL = 'SIGCONT';
