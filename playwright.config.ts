import { defineConfig } from '@playwright/test';
import { timeLimit } from './src/testing/time-limit.mjs';

/** Displays without a screen, one a worker: a window takes the keyboard from the others on its display. `npm test` starts them. */
const displays = (process.env.NETLOOM_TEST_DISPLAYS ?? '').split(' ').filter((name) => name !== '');

// Playwright numbers its workers, and reads this file in each of them.
const own = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (own !== undefined) process.env.DISPLAY = own;

/**
 * The end-to-end tests: the real window, the real trainer, the real data. Files run side by side where there is a display for each worker,
 * otherwise one at a time; never repeated, because a test that passes the second time has found something.
 */
export default defineConfig({
  testDir: 'e2e',
  // Make pictures and figures and check nothing: run on purpose, see e2e/README.md.
  testIgnore: [
    ...(process.env.NETLOOM_SCREENSHOTS === undefined ? ['**/screenshots*.spec.ts'] : []),
    ...(process.env.NETLOOM_BENCH === undefined ? ['**/bench/**'] : []),
  ],
  outputDir: 'test-results',
  workers: Math.max(1, displays.length),
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: timeLimit(300),
  expect: { timeout: timeLimit(60) },
  reporter: [['list']],
});
