import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addCounts,
  countOne,
  describeCounts,
  readPlaywrightReport,
  readVitestReport,
} from './test-counts.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'netloom-counts-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function write(report: unknown): string {
  const file = path.join(directory, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

it('adds and describes', () => {
  const total = [countOne(0), countOne(2), { passed: 3, failed: 0, skipped: 4 }].reduce(addCounts);
  expect(describeCounts(total)).toBe('4 passed, 1 failed, 4 skipped');
  expect(describeCounts(countOne(0))).toBe('1 passed, 0 failed');
});

describe('vitest’s report', () => {
  const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));

  it('is counted test by test', () => {
    const assertionResults = tests('passed', 'passed', 'failed', 'skipped', 'todo');
    const file = write({ testResults: [{ status: 'failed', assertionResults }] });
    expect(readVitestReport(file, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('has a failure for a file that could not be loaded', () => {
    const file = write({
      testResults: [
        { status: 'passed', assertionResults: tests('passed') },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(readVitestReport(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('does not hide a run that ended badly for another reason', () => {
    const file = write({ testResults: [{ status: 'passed', assertionResults: tests('passed') }] });
    expect(readVitestReport(file, 1).failed).toBe(1);
    expect(readVitestReport(path.join(directory, 'absent.json'), 1)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('Playwright’s report', () => {
  const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 3 };

  it('is counted, with errors outside of tests', () => {
    expect(readPlaywrightReport(write({ stats, errors: [] }), 1)).toEqual({
      passed: 6,
      failed: 2,
      skipped: 3,
    });
    expect(readPlaywrightReport(write({ stats, errors: ['x'] }), 1).failed).toBe(3);
  });

  it('is no success without any test', () => {
    const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(readPlaywrightReport(write({ stats: none, errors: [] }), 0).failed).toBe(1);
  });
});
