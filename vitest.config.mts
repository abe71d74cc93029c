import { configDefaults, defineConfig } from 'vitest/config';
import { timeLimit } from './src/testing/time-limit.mjs';
import { workerCount } from './src/testing/worker-count.mjs';

/**
 * Pure functions of their arguments, the ops they append included: no file can leave anything behind that another one sees. They share a
 * process, and with it the modules and the engine, which cost each file more than its tests do (decision 0240).
 */
const PURE = ['src/graph-runtime/**/*.test.ts', 'src/contract/**/*.test.ts'];

/**
 * The window's tests that need no DOM (those that do are .tsx), and those of main's side that load no engine and start no trainer. Each file has
 * the modules of window and main to itself (`fresh-modules.ts`); the rest, which costs most of them more than their tests do, is shared
 * (decision 0288). What reads or sets the environment of its process stays out.
 */
const FRESH = [
  'src/renderer/**/*.test.ts',
  'src/main/{data,exchange,gallery,ipc,library,log,machine,messages,security,settings,windows}/**/*.test.ts',
];

const setupFiles = ['src/testing/equal-bytes.ts', 'src/testing/random-cases.ts'];

const shared = {
  // The engine runs natively: in processes, as in the trainer.
  pool: 'forks',
  // Every test's: one that needs no more says nothing.
  testTimeout: timeLimit(300),
  hookTimeout: timeLimit(300),
  setupFiles,
} as const;

export default defineConfig({
  test: {
    // What a test leaves in its temporary folder fails the run.
    globalSetup: ['src/testing/temporary-folders.mjs', 'src/testing/bundled-entries.mjs'],
    maxWorkers: workerCount(),
    projects: [
      { test: { ...shared, name: 'pure', include: PURE, isolate: false } },
      {
        test: {
          ...shared,
          name: 'fresh',
          include: FRESH,
          isolate: false,
          setupFiles: [...setupFiles, 'src/testing/fresh-modules.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'isolated',
          // Components (.tsx) name their DOM in the first line; everything else runs without one.
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PURE, ...FRESH],
        },
      },
    ],
  },
});
