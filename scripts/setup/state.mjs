import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNvidiaDriver } from './libtensorflow.mjs';
import { findOutdated } from './npm-packages.mjs';
import { projectDirectory, stateFile } from './paths.mjs';
import { placedKey } from './tfjs-addon.mjs';

/** @typedef {import('../../src/main/trainer/engine/capability-record.mjs').CapabilityRecord} CapabilityRecord */

/**
 * What the set-up found out, in `node_modules/.netloom/setup.json`.
 * @typedef {object} SetupState
 * @property {string} fingerprint of the set-up that wrote this
 * @property {EngineState} engine
 * @property {ElectronState} electron
 *
 * @typedef {object} EngineState
 * @property {'official' | 'cpu' | 'cuda'} kind
 * @property {string} label the library, for people
 * @property {string} reason why this one
 * @property {string} key of the addon and library in place
 * @property {string} tensorflow the version the self-test read
 * @property {boolean} usesGpu
 * @property {readonly CapabilityRecord[]} capabilities what it cannot do on this machine's devices; the trainer reads it
 * @property {Record<string, string>} environment what a process that loads the engine needs
 *
 * @typedef {object} ElectronState
 * @property {string} executable
 * @property {'npm' | 'wheel'} source
 * @property {string} version
 * @property {string} node
 * @property {string[]} arguments flags it needs on this machine, e.g. `--no-sandbox` as root
 */

/** The state of the last set-up that came to its end, or null. @returns {SetupState | null} */
export function readState() {
  if (!existsSync(stateFile)) return null;
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8'));
  } catch (error) {
    // Half-written by a machine that went down: as good as none.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @param {SetupState} state */
export async function writeState(state) {
  await mkdir(path.dirname(stateFile), { recursive: true });
  const temporary = `${stateFile}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(state, null, 2)}\n`);
  await rename(temporary, stateFile);
}

/**
 * Why the set-up has to run, or null when everything is there. Looks only at files, so that it takes a moment.
 * @param {SetupState | null} state
 */
export function findOutstanding(state) {
  const packages = findOutdated();
  if (packages) return `npm packages: ${packages}`;
  if (!state) return 'it has not run yet';
  if (state.fingerprint !== fingerprint()) return 'it has changed, or what it depends on';
  if (!isEngineInPlace(state)) return 'the TensorFlow addon is not in place';
  if (!existsSync(state.electron.executable)) return 'Electron is not in place';
  return null;
}

/** Whether the engine the set-up tested is still the one tfjs-node would load. @param {SetupState} state */
export function isEngineInPlace(state) {
  const key = placedKey();
  return key !== '' && key === state.engine.key;
}

/** Where the self-test's other half lies, which the trainer shares. */
const engineDirectory = path.join(projectDirectory, 'src', 'main', 'trainer', 'engine');

/** Changes with the set-up's own files, the machine's graphics driver, the user's kind and what the user forces. */
export function fingerprint() {
  const directory = path.dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const folder of [directory, engineDirectory]) {
    for (const name of readdirSync(folder).sort()) {
      if (/\.([cm]js|cc)$/.test(name)) hash.update(readFileSync(path.join(folder, name)));
    }
  }
  hash.update(`${process.platform} ${process.arch} root: ${process.getuid?.() === 0}`);
  hash.update(`driver: ${findNvidiaDriver()}, forced: ${process.env.NETLOOM_LIBTENSORFLOW ?? ''}`);
  return hash.digest('hex');
}
