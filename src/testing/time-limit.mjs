import { availableParallelism, loadavg } from 'node:os';

/** However busy a machine is, what hangs must end within a run of the suite. */
const LARGEST_FACTOR = 4;

/** Set by `npm test` to how many steps it runs side by side: they will be there, however idle the machine is now. */
const sideBySide = Number(process.env.NETLOOM_TESTS_SIDE_BY_SIDE ?? 1);

/**
 * A time limit for a test, in milliseconds: `seconds` on an idle machine, and as many times longer as there are more programs waiting for
 * a core than there are cores. Limits are there to end what hangs, and not to measure: choose `seconds` tenfold. (Plain JavaScript,
 * because vitest's configuration imports it.)
 *
 * @param {number} seconds
 */
export function timeLimit(seconds) {
  const waiting = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.ceil(1000 * seconds * Math.min(Math.max(sideBySide, waiting), LARGEST_FACTOR));
}
