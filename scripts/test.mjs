/**
 * `npm test`: sets up what is missing, then types, lint, dead code, format, unit tests, some of them with other engines, build and end-to-end tests. A step that fails does
 * not keep the later ones from running. The last line says `N passed, N failed`. `npm test -- --only unit,e2e` runs just those.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bundle, isBundleCurrent } from './bundle.mjs';
import { otherEngines, representativeTests } from './other-engines.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { projectDirectory, stateFile } from './setup/paths.mjs';
import { run } from './setup/run-command.mjs';
import { engineEnvironment } from './setup/self-test.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { announce, formatSeconds, note, say } from './setup/terminal.mjs';
import { ensureTestBrowser } from './setup/debian-packages.mjs';
import { ensureTestData } from './setup/test-data.mjs';
import {
  addCounts,
  countOne,
  describeCounts,
  noCounts,
  readPlaywrightReport,
  readVitestReport,
} from './test-counts.mjs';
import { hasDisplay, startVirtualDisplay } from './virtual-display.mjs';
import { writeBiomeWalls } from './walls-output.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

const biome = 'node_modules/@biomejs/biome/bin/biome';

/** @type {readonly { name: string; title: string; run: (environment: NodeJS.ProcessEnv) => Promise<Counts> }[]} */
const steps = [
  { name: 'types', title: 'Types', run: async () => countOne(await runNode('scripts/typecheck.mjs')) },
  { name: 'lint', title: 'Lint', run: async () => countOne(await runNode(biome, ['lint', '.'])) },
  { name: 'dead-code', title: 'Dead code', run: findDeadCode },
  { name: 'format', title: 'Format', run: async () => countOne(await runNode(biome, ['format', '.'])) },
  { name: 'unit', title: 'Unit tests', run: (environment) => runUnitTests('unit', environment) },
  { name: 'engines', title: 'Other engines', run: runWithOtherEngines },
  { name: 'build', title: 'Build', run: async () => countOne(await bundle()) },
  { name: 'e2e', title: 'End-to-end tests', run: runEndToEndTests },
];

await runScript(async () => {
  const chosen = chooseSteps();
  const started = performance.now();
  const environment = await setUp();
  if (!environment) return 1;
  writeBiomeWalls();
  const summary = [{ title: 'Set-up', counts: countOne(0), seconds: secondsSince(started) }];
  for (const step of chosen) {
    say('');
    announce(step.title, 'running');
    const stepStarted = performance.now();
    const counts = await step.run(environment);
    summary.push({ title: step.title, counts, seconds: secondsSince(stepStarted) });
  }
  say('');
  for (const { title, counts, seconds } of summary) {
    say(`${title.padEnd(18)} ${describeCounts(counts).padEnd(36)} ${formatSeconds(seconds)}`);
  }
  const total = summary.map((part) => part.counts).reduce(addCounts);
  say(describeCounts(total));
  return total.failed > 0 ? 1 : 0;
});

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
 */
async function findDeadCode() {
  const knip = 'node_modules/knip/bin/knip.js';
  const everywhere = await runNode(knip, ['--no-progress', '--treat-config-hints-as-errors']);
  return addCounts(countOne(everywhere), countOne(await runNode(knip, ['--no-progress', '--production'])));
}

/**
 * @param {string} name of the report
 * @param {NodeJS.ProcessEnv} environment
 * @param {readonly string[]} [files] all, if none are named
 */
async function runUnitTests(name, environment, files = []) {
  await ensureTestData();
  await ensureTestBrowser();
  const report = await prepareReport(`vitest-${name}.json`);
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode('node_modules/vitest/vitest.mjs', ['run', ...options, ...files], environment);
  return readVitestReport(report, code);
}

/** Tests that stand for all of the engine's, with the engine as other processors have it. @param {NodeJS.ProcessEnv} environment */
async function runWithOtherEngines(environment) {
  let total = noCounts;
  for (const other of otherEngines) {
    note(other.title);
    const changed = { ...environment, ...other.environment };
    total = addCounts(total, await runUnitTests(other.name, changed, representativeTests));
  }
  return total;
}

/** @param {NodeJS.ProcessEnv} environment */
async function runEndToEndTests(environment) {
  // Run by itself, this step must not test an app of yesterday.
  if (!isBundleCurrent() && (await bundle()) !== 0) return countOne(1);
  const report = await prepareReport('playwright.json');
  const display = hasDisplay() ? null : await startVirtualDisplay();
  try {
    const code = await runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
      ...environment,
      ...(display ? { DISPLAY: display.name } : {}),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    return readPlaywrightReport(report, code);
  } finally {
    display?.end();
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
 * @param {string} script
 * @param {readonly string[]} [argumentList]
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runNode(script, argumentList = [], env = process.env) {
  const result = await run(process.execPath, [script, ...argumentList], {
    cwd: projectDirectory,
    env,
    showsOutput: true,
  });
  return result.code;
}
