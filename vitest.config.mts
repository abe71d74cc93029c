import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // The engine runs natively: each test file gets a process of its own, as the trainer does.
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
