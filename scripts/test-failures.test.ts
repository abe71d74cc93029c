import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import ErrorReporter from './error-reporter.mjs';
import { readPlaywrightFailures, readVitestErrors, readVitestFailures } from './test-failures.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'netloom-failures-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function write(report: unknown): string {
  const file = path.join(directory, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

it('names the unit tests that failed, and files that could not be loaded', () => {
  const file = write({
    testResults: [
      {
        name: '/project/src/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'works' },
          {
            status: 'failed',
            fullName: ' group adds',
            failureMessages: ['\u001b[31mError: 1 is not 2\u001b[39m\n  at x'],
          },
        ],
      },
      { name: '/project/src/b.test.ts', status: 'failed', message: 'No such module', assertionResults: [] },
      { name: '/project/src/c.test.ts', status: 'passed', assertionResults: [] },
    ],
  });
  expect(readVitestFailures(file, '/project')).toEqual([
    'src/a.test.ts › group adds: Error: 1 is not 2',
    'src/b.test.ts: No such module',
  ]);
});

it('names errors outside of unit tests, with their place', () => {
  const file = path.join(directory, 'errors.json');
  expect(readVitestErrors(file)).toEqual([]);
  vi.stubEnv('NETLOOM_TEST_ERRORS', file);
  const stack = 'Error: gone\n    at a (/x/node_modules/b.js:1:2)\n    at read (src/read.ts:3:4)';
  new ErrorReporter().onTestRunEnd([], [{ message: 'gone', stack }]);
  vi.unstubAllEnvs();
  expect(readVitestErrors(file)).toEqual(['outside of tests: gone at read (src/read.ts:3:4)']);
});

it('names the end-to-end tests that failed, in groups too, and errors outside of tests', () => {
  const passed = { title: 'passes', ok: true, file: 'a.spec.ts', line: 3, tests: [{ results: [{}] }] };
  const results = [{ error: { message: '\nTimed out\nmore' } }];
  const failed = { title: 'fails', ok: false, file: 'a.spec.ts', line: 9, tests: [{ results }] };
  const file = write({
    suites: [{ specs: [passed], suites: [{ specs: [failed] }] }],
    errors: [{ message: 'no browser' }],
  });
  expect(readPlaywrightFailures(file)).toEqual([
    'a.spec.ts:9 › fails: Timed out',
    'outside of tests: no browser',
  ]);
});

it('has nothing to name without a report', () => {
  const absent = path.join(directory, 'absent.json');
  expect([...readVitestFailures(absent, '/'), ...readPlaywrightFailures(absent)]).toEqual([]);
});
