import { availableParallelism, loadavg } from 'node:os';

/** However busy a machine is, what hangs must end within a run of the suite. */
const LARGEST_FACTOR = 4;

/**
 * A time limit for a test, in milliseconds: `seconds` on an idle machine, and as many times longer as there are more programs waiting for
 * a core than there are cores. Limits are there to end what hangs, and not to measure: choose `seconds` tenfold. (Plain JavaScript,
 * because vitest's configuration imports it.)
 *
 * @param {number} seconds
 */
export function timeLimit(seconds) {
  const waiting = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.ceil(1000 * seconds * Math.min(Math.max(1, waiting), LARGEST_FACTOR));
}
