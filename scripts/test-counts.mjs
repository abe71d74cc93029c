import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number; failed: number; skipped: number }} Counts */

/** Of nothing. @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/** A step that counts as one. @param {number} exitCode @returns {Counts} */
export function countOne(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** @param {Counts} one @param {Counts} other @returns {Counts} */
export function addCounts(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** `12 passed, 0 failed`, and what was skipped if anything was. @param {Counts} counts */
export function describeCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts the tests in vitest's JSON report. A file that could not be loaded has no tests in it and counts as one failure.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readVitestReport(file, exitCode) {
  if (!existsSync(file)) return countOne(1);
  /** @type {{ testResults: { status: string; assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const tests = report.testResults.flatMap((result) => result.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failedTests = tests.filter((test) => test.status === 'failed').length;
  const brokenFiles = report.testResults.filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const skipped = tests.length - passed - failedTests;
  return withExitCode({ passed, failed: failedTests + brokenFiles, skipped }, exitCode);
}

/**
 * Counts the tests in Playwright's JSON report. A test that passed only when repeated counts as passed; an error outside of any
 * test as one failure.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readPlaywrightReport(file, exitCode) {
  if (!existsSync(file)) return countOne(1);
  /** @type {{ stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] }} */
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const counts = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
  return withExitCode(counts, exitCode);
}

/** A run that ended badly has at least one failure, and one without any test is no success. @param {Counts} counts @param {number} exitCode */
function withExitCode(counts, exitCode) {
  const isBad = exitCode !== 0 || counts.passed + counts.failed === 0;
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
