import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { withCache } from './cache.mjs';
import { ensureDebianPackages, installCommand } from './debian-packages.mjs';
import { ensureElectron } from './electron.mjs';
import { SetupFailure, WayClosed } from './failure.mjs';
import { describeLaunch } from './launch-electron.mjs';
import { listLibraryWays } from './libtensorflow.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { cacheDirectory } from './paths.mjs';
import { findOutstanding, fingerprint, readState, writeState } from './state.mjs';
import { announce, formatSeconds, note, say } from './terminal.mjs';
import { testLibrary } from './test-library.mjs';
import { placeAddon } from './tfjs-addon.mjs';

/** @typedef {import('./state.mjs').SetupState} SetupState */
/** @typedef {import('./state.mjs').EngineState} EngineState */

/**
 * Brings whatever Netloom needs and does not exist yet, and proves that it works. Does nothing, in a moment, when all is there.
 * @param {{ again?: boolean }} [options] `again`: look at everything and repeat the self-test
 * @returns {Promise<SetupState>}
 * @throws {SetupFailure} with the sentence to show
 */
export async function ensureSetup({ again = false } = {}) {
  const before = readState();
  const outstanding = again ? 'asked for' : findOutstanding(before);
  if (!outstanding && before) return before;
  const started = performance.now();
  const cache = cacheDirectory();
  say(`Setting up Netloom (${outstanding}); native parts go to ${cache}`);
  const state = await explainingErrors(cache, () =>
    withCache(cache, () => runSteps(cache, again ? null : before)),
  );
  say(`Set-up complete after ${formatSeconds((performance.now() - started) / 1000)}`);
  return state;
}

/** @param {string} cache @param {SetupState | null} before @returns {Promise<SetupState>} */
async function runSteps(cache, before) {
  await ensureNpmPackages();
  const missingPackages = await ensureDebianPackages();
  const engine = await ensureEngine(cache, before, missingPackages);
  const found = await ensureElectron(cache, missingPackages);
  const electron = {
    ...found,
    arguments: describeLaunch({ engine, electron: { ...found, arguments: [] } }).flags,
  };
  const state = { fingerprint: fingerprint(), engine, electron };
  await writeState(state);
  return state;
}

/**
 * Tries the ways to a TensorFlow library in turn and keeps the first that passes the self-test.
 * @param {string} cache
 * @param {SetupState | null} before
 * @param {readonly string[]} missingPackages of Debian's
 * @returns {Promise<EngineState>}
 */
async function ensureEngine(cache, before, missingPackages) {
  const closed = [];
  for (const way of listLibraryWays(cache)) {
    try {
      const library = await way.obtain();
      const key = await placeAddon(library, cache);
      const { kind, label, environment } = library;
      const tested =
        before?.engine.key === key && before.engine.capabilities
          ? before.engine
          : await testLibrary(environment);
      if (kind === 'cuda' && !tested.usesGpu)
        note('TensorFlow sees no card it can use: training runs on the CPU');
      const { tensorflow, usesGpu, capabilities } = tested;
      return {
        ...{ kind, label, reason: way.reason, key, tensorflow, usesGpu, capabilities },
        environment: tested.environment,
      };
    } catch (error) {
      if (!(error instanceof WayClosed)) throw error;
      announce('libtensorflow', `this way is closed: ${error.message}`);
      closed.push(error.message);
    }
  }
  const needsPackages = missingPackages.length > 0 && /there is no|has no pip/.test(closed.join());
  const remedy = needsPackages
    ? `${installCommand(missingPackages)} && npm run setup`
    : 'npm run setup (when the Python package index can be reached)';
  throw new SetupFailure(`TensorFlow could not be had (${closed.join('; ')}); to fix it: ${remedy}`);
}

/**
 * Turns what the machine may run into, a full disk or missing rights, into a sentence.
 * @template Result
 * @param {string} cache
 * @param {() => Promise<Result>} work
 */
async function explainingErrors(cache, work) {
  try {
    return await work();
  } catch (error) {
    const { code, path: file, message } = /** @type {NodeJS.ErrnoException} */ (error);
    // Programs that we start (tar, the compiler, pip) say it in their own words.
    if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|ENOSPC|EDQUOT/.test(message)) {
      throw new SetupFailure(
        `The disk is full: make room for 1.5 GB in ${cache} and in ${tmpdir()}, or choose another place with NETLOOM_CACHE=/some/directory npm run setup`,
      );
    }
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new SetupFailure(`${file} cannot be written: sudo chown -R "$USER" "${file}" && npm run setup`);
    }
    throw error;
  }
}
