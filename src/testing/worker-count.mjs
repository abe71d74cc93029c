import { availableParallelism, totalmem } from 'node:os';

/** Main memory for a worker: the engine, a network and its data. */
const WORKER_BYTES = 3e9;

/**
 * How many test files run at a time. One core is left idle, and one for each of the `others` that run beside them: most of a file's time is
 * one thread's. A machine of many cores and little memory would run out of it.
 *
 * @param {number} [others]
 */
export function workerCount(others = 0) {
  const cores = availableParallelism() - 1 - others;
  const least = others === 0 ? 2 : 1;
  return Math.max(least, Math.min(cores, Math.floor(totalmem() / WORKER_BYTES) - others));
}
