/**
 * `npm test`: sets up what is missing, then types, lint, dead code, format, unit tests, some of them with other engines, and beside all of
 * these build and end-to-end tests, which leave a part of two cores idle (decision 0240). A step that fails does not keep the others from
 * running. The last line says `N passed, N failed`. `npm test -- --only unit,e2e` runs just those.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { workerCount } from '../src/testing/worker-count.mjs';
import { bundle, isBundleCurrent } from './bundle.mjs';
import { otherEngines, representativeTests } from './other-engines.mjs';
import { ensureTestBrowser } from './setup/debian-packages.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { projectDirectory, stateFile } from './setup/paths.mjs';
import { run } from './setup/run-command.mjs';
import { engineEnvironment } from './setup/self-test.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { announce, formatSeconds, note, say } from './setup/terminal.mjs';
import { ensureTestData } from './setup/test-data.mjs';
import {
  addCounts,
  countOne,
  describeCounts,
  noCounts,
  readPlaywrightReport,
  readVitestReport,
} from './test-counts.mjs';
import { readPlaywrightFailures, readVitestErrors, readVitestFailures } from './test-failures.mjs';
import { unitTestParts } from './unit-tests.mjs';
import { hasDisplay, startVirtualDisplay } from './virtual-display.mjs';
import { writeBiomeWalls } from './walls-output.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

const biome = 'node_modules/@biomejs/biome/bin/biome';

/**
 * What a step is given: the environment of the tests, and whether it has the terminal. If it has not, what its commands write is kept until
 * they have ended.
 * @typedef {{ environment: NodeJS.ProcessEnv; hasTerminal: boolean; isBesideOthers: () => boolean }} Place
 *
 * @typedef {{ name: string; title: string; run: (place: Place) => Promise<Counts> }} Step
 * @typedef {{ title: string; counts: Counts; seconds: number }} Summary
 */

/** One after the other. @type {readonly Step[]} */
const codeSteps = [
  {
    name: 'types',
    title: 'Types',
    run: async (place) => countOne(await runNode(place, 'scripts/typecheck.mjs')),
  },
  { name: 'lint', title: 'Lint', run: async (place) => countOne(await runNode(place, biome, ['lint', '.'])) },
  { name: 'dead-code', title: 'Dead code', run: findDeadCode },
  {
    name: 'format',
    title: 'Format',
    run: async (place) => countOne(await runNode(place, biome, ['format', '.'])),
  },
  { name: 'unit', title: 'Unit tests', run: runAllUnitTests },
  { name: 'engines', title: 'Other engines', run: runWithOtherEngines },
];

/** The same, in the window. @type {readonly Step[]} */
const windowSteps = [
  { name: 'build', title: 'Build', run: async () => countOne(await bundle()) },
  { name: 'e2e', title: 'End-to-end tests', run: runEndToEndTests },
];

const steps = [...codeSteps, ...windowSteps];

/** Files of end-to-end tests that run at a time, each with a display: for much of its time one waits for what it has asked of its window. */
const WINDOWS = 2;

/** What failed, a line each: a log that was cut keeps its end. @type {string[]} */
const failures = [];

await runScript(async () => {
  const chosen = chooseSteps();
  const started = performance.now();
  const environment = await setUp();
  if (!environment) return 1;
  writeBiomeWalls();
  const setUpSummary = { title: 'Set-up', counts: countOne(0), seconds: secondsSince(started) };
  const sequences = [codeSteps, windowSteps].map((sequence) =>
    sequence.filter((step) => chosen.includes(step)),
  );
  const summary = [setUpSummary, ...(await runSideBySide(sequences, environment))];
  say('');
  if (failures.length > 0) say(`Failed:\n${failures.map((line) => `  ${line}`).join('\n')}\n`);
  for (const { title, counts, seconds } of summary) {
    say(`${title.padEnd(18)} ${describeCounts(counts).padEnd(36)} ${formatSeconds(seconds)}`);
  }
  const total = summary.map((part) => part.counts).reduce(addCounts);
  say(`${'All of it'.padEnd(18)} ${''.padEnd(36)} ${formatSeconds(secondsSince(started))}`);
  say(describeCounts(total));
  return total.failed > 0 ? 1 : 0;
});

/**
 * Runs sequences of steps side by side, the last one in the terminal.
 * @param {readonly (readonly Step[])[]} all @param {NodeJS.ProcessEnv} environment
 */
async function runSideBySide(all, environment) {
  const sequences = all.filter((sequence) => sequence.length > 0);
  let running = sequences.length;
  const place = {
    environment: { ...environment, NETLOOM_TESTS_SIDE_BY_SIDE: `${sideBySideFiles(all.flat())}` },
    isBesideOthers: () => running > 1,
  };
  const done = sequences.map(async (sequence, at) => {
    const summary = await runInOrder(sequence, { ...place, hasTerminal: at === sequences.length - 1 });
    running -= 1;
    return summary;
  });
  return (await Promise.all(done)).flat();
}

/** How many files of tests run side by side when all of these steps have begun. @param {readonly Step[]} chosen */
function sideBySideFiles(chosen) {
  const windows = chosen.some(({ name }) => name === 'e2e') ? WINDOWS : 0;
  return windows + (chosen.some((step) => codeSteps.includes(step)) ? 1 : 0);
}

/** @param {readonly Step[]} sequence @param {Place} place */
async function runInOrder(sequence, place) {
  /** @type {Summary[]} */
  const summary = [];
  for (const { title, run } of sequence) {
    say('');
    announce(title, place.hasTerminal ? 'running' : 'running, and shown when it is done');
    const started = performance.now();
    const counts = await run(place);
    summary.push({ title, counts, seconds: secondsSince(started) });
    if (!place.hasTerminal) announce(title, describeCounts(counts));
  }
  return summary;
}

/** The environment of the tests, or null, with everything said, when the set-up failed: nothing could be tested without it. */
async function setUp() {
  try {
    const { engine } = await ensureSetup();
    return engineEnvironment(engine.environment);
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(`\n${error.message}\n`);
    say(describeCounts(countOne(1)));
    return null;
  }
}

/** @param {number} started */
function secondsSince(started) {
  return (performance.now() - started) / 1000;
}

function chooseSteps() {
  const position = process.argv.indexOf('--only');
  if (position < 0) return steps;
  const names = (process.argv[position + 1] ?? '').split(',');
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new SetupFailure(
      `There is no test step called "${unknown}": npm test -- --only ${steps.map((step) => step.name).join(',')}`,
    );
  }
  return steps.filter((step) => names.includes(step.name));
}

/**
 * Files, exports and packages that nothing uses: tests, scripts and benches counted, and then without them, because what only tests use
 * is as dead. `knip.jsonc` names what is meant to be so.
 * @param {Place} place
 */
async function findDeadCode(place) {
  const knip = 'node_modules/knip/bin/knip.js';
  const everywhere = await runNode(place, knip, ['--no-progress', '--treat-config-hints-as-errors']);
  return addCounts(
    countOne(everywhere),
    countOne(await runNode(place, knip, ['--no-progress', '--production'])),
  );
}

/** @param {Place} place */
async function runAllUnitTests(place) {
  let total = noCounts;
  for (const { name, options } of unitTestParts) {
    total = addCounts(total, await runUnitTests(place, `unit-${name}`, options));
  }
  return total;
}

/**
 * @param {Place} place
 * @param {string} name of the report
 * @param {readonly string[]} chosen files, or options that choose them
 */
async function runUnitTests(place, name, chosen) {
  await ensureTestData();
  await ensureTestBrowser();
  const report = await prepareReport(`vitest-${name}.json`);
  const errors = await prepareReport(`vitest-${name}-errors.json`);
  process.env.NETLOOM_TEST_ERRORS = errors;
  const reporters = ['default', 'json', './scripts/error-reporter.mjs'];
  const options = [...reporters.map((one) => `--reporter=${one}`), `--outputFile.json=${report}`];
  if (place.isBesideOthers()) options.push(`--maxWorkers=${workerCount(1)}`);
  const code = await runNode(place, 'node_modules/vitest/vitest.mjs', ['run', ...options, ...chosen]);
  failures.push(...readVitestFailures(report, projectDirectory), ...readVitestErrors(errors));
  return readVitestReport(report, code);
}

/** Tests that stand for all of the engine's, with the engine as other processors have it. @param {Place} place */
async function runWithOtherEngines(place) {
  let total = noCounts;
  for (const other of otherEngines) {
    note(other.title);
    const changed = { ...place, environment: { ...place.environment, ...other.environment } };
    total = addCounts(total, await runUnitTests(changed, other.name, representativeTests));
  }
  return total;
}

/** @param {Place} place */
async function runEndToEndTests(place) {
  // Run by itself, this step must not test an app of yesterday.
  if (!isBundleCurrent() && (await bundle()) !== 0) return countOne(1);
  const report = await prepareReport('playwright.json');
  const displays = hasDisplay()
    ? []
    : await Promise.all(Array.from({ length: WINDOWS }, startVirtualDisplay));
  try {
    const environment = {
      ...place.environment,
      NETLOOM_TEST_DISPLAYS: displays.map(({ name }) => name).join(' '),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const options = ['test', '--reporter=list,json'];
    const code = await runNode({ ...place, environment }, 'node_modules/@playwright/test/cli.js', options);
    failures.push(...readPlaywrightFailures(report));
    return readPlaywrightReport(report, code);
  } finally {
    for (const display of displays) display.end();
  }
}

/** Where a test runner is to write its report; that of an earlier run must not be taken for it. @param {string} name */
async function prepareReport(name) {
  const report = path.join(path.dirname(stateFile), name);
  await rm(report, { force: true });
  return report;
}

/**
 * Runs a script, given by its path in this project.
 * @param {Place} place
 * @param {string} script
 * @param {readonly string[]} [argumentList]
 */
async function runNode({ environment, hasTerminal }, script, argumentList = []) {
  const { code, output, errors } = await run(process.execPath, [script, ...argumentList], {
    cwd: projectDirectory,
    env: environment,
    showsOutput: hasTerminal,
  });
  const kept = `${output}${errors}`.trimEnd();
  if (kept !== '') say(kept);
  return code;
}
