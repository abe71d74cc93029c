import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * The tests that failed in vitest's JSON report, one line each: `file › test: first line of the message`. A file that could not be loaded
 * is one line. Empty without a report.
 * @param {string} file
 * @param {string} directory to which the files of the tests are relative
 */
export function readVitestFailures(file, directory) {
  if (!existsSync(file)) return [];
  /** @type {{ testResults: { name: string; status: string; message?: string; assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = path.relative(directory, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [describe(where, message)] : [];
    return failed.map((test) => describe(`${where} › ${test.fullName.trim()}`, test.failureMessages?.[0]));
  });
}

/**
 * Errors outside of tests, such as rejections that nobody waits for, from `error-reporter.mjs`: they fail a run in which every test passes.
 * @param {string} file
 */
export function readVitestErrors(file) {
  if (!existsSync(file)) return [];
  /** @type {string[]} */
  const errors = JSON.parse(readFileSync(file, 'utf8'));
  return errors.map((error) => describe('outside of tests', error));
}

/**
 * @typedef {{ title: string; ok: boolean; file: string; line: number; tests: { results: { error?: { message?: string } }[] }[] }} PlaywrightSpec
 * @typedef {{ suites?: PlaywrightSuite[]; specs: PlaywrightSpec[] }} PlaywrightSuite
 */

/**
 * The same for Playwright's JSON report, with the line of the test, and errors outside of tests.
 * @param {string} file
 */
export function readPlaywrightFailures(file) {
  if (!existsSync(file)) return [];
  /** @type {{ suites: PlaywrightSuite[]; errors: { message?: string }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.suites.flatMap(listSpecs).filter((spec) => !spec.ok);
  return [
    ...failed.map((spec) => describe(`${spec.file}:${spec.line} › ${spec.title}`, messageOf(spec))),
    ...report.errors.map((error) => describe('outside of tests', error.message)),
  ];
}

/** @param {PlaywrightSuite} suite @returns {PlaywrightSpec[]} */
function listSpecs(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(listSpecs)];
}

/** @param {PlaywrightSpec} spec */
function messageOf(spec) {
  return spec.tests.flatMap((test) => test.results).find((result) => result.error)?.error?.message;
}

/** @param {string} where @param {string | undefined} message */
function describe(where, message) {
  const reason = stripVTControlCharacters(message ?? '')
    .split('\n')
    .find((line) => line.trim() !== '');
  return reason === undefined ? where : `${where}: ${reason.trim()}`;
}
