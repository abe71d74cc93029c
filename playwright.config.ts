import { defineConfig } from '@playwright/test';
import { timeLimit } from './src/testing/time-limit.mjs';

/**
 * The end-to-end tests: the real window, the real trainer, the real data. One at a time, because each trains with every core
 * there is; never repeated, because a test that passes the second time has found something.
 */
export default defineConfig({
  testDir: 'e2e',
  // Make pictures and figures and check nothing: run on purpose, see e2e/README.md.
  testIgnore: [
    ...(process.env.NETLOOM_SCREENSHOTS === undefined ? ['**/screenshots*.spec.ts'] : []),
    ...(process.env.NETLOOM_BENCH === undefined ? ['**/bench/**'] : []),
  ],
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: timeLimit(300),
  expect: { timeout: timeLimit(60) },
  reporter: [['list']],
});
