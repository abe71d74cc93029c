import type { EpochPoint } from './run-events';

/**
 * Seconds of training in the whole run up to the end of each epoch. Runs of earlier versions have the time of each epoch alone: there it is
 * their sum.
 */
export function epochTimes(epochs: Iterable<Pick<EpochPoint, 'seconds' | 'trainingSeconds'>>): number[] {
  let total = 0;
  return Array.from(epochs, ({ seconds, trainingSeconds }) => {
    total = trainingSeconds ?? total + seconds;
    return total;
  });
}
