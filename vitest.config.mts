import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // The engine runs natively: each test file gets a process of its own, as the trainer does.
    pool: 'forks',
    // By default one core is left idle, which of two is half: most of a file's time is one thread's, of starting processes above all.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
