import { availableParallelism, totalmem } from 'node:os';
import { defineConfig } from 'vitest/config';
import { timeLimit } from './src/testing/time-limit.mjs';

/** Main memory for a worker: the engine, a network and its data. */
const WORKER_BYTES = 3e9;

/**
 * By default one core is left idle, which of two is half: most of a file's time is one thread's, of starting processes above all. A
 * machine of many cores and little memory would run out of it.
 */
const workers = Math.min(availableParallelism() - 1, Math.floor(totalmem() / WORKER_BYTES));

export default defineConfig({
  test: {
    // Components (.tsx) name their DOM in the first line; everything else runs without one.
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // The engine runs natively: each test file gets its own process, as the trainer does.
    pool: 'forks',
    // What a test leaves in its temporary folder fails the run.
    globalSetup: ['src/testing/temporary-folders.mjs'],
    maxWorkers: Math.max(2, workers),
    // Every test's: one that needs no more says nothing.
    testTimeout: timeLimit(300),
    hookTimeout: timeLimit(300),
  },
});
