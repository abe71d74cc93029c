import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isStampCurrent, stampOf } from './bundle-stamp.mjs';
import { readDecoderFiles } from './decoder-files.mjs';
import { projectDirectory } from './setup/paths.mjs';

/*
 * The command line and the trainer it starts as a few files, so that a command does not compile a hundred sources in each of its two
 * processes: half a second of processor time in each (docs/decisions/0022-command-line-bundle.md).
 */

const folder = path.join(projectDirectory, 'node_modules', '.cache', 'netloom');
const stampFile = path.join(folder, 'cli.json');

const entryPoints = {
  cli: 'src/main/cli/cli.ts',
  trainer: 'src/main/trainer/process/trainer.ts',
  'batches-worker': 'src/main/data/batches-worker.ts',
  'decoding-worker': 'src/main/data/decoding/decoding-worker.ts',
  'package-worker': 'src/main/packages/package-worker.ts',
  'import-process': 'src/main/data/importing/import-process.ts',
};

/**
 * What was bundled from which files.
 * @typedef {object} Stamp
 * @property {string} bundle name of the folder
 * @property {import('./bundle-stamp.mjs').BundleStamp} inputs
 */

/** The bundled entry of the command line, bundled again where a source has changed; null where that cannot be done. */
export async function bundledCommandLine() {
  try {
    const stamp = readStamp();
    const bundle = stamp !== null && isCurrent(stamp) ? stamp.bundle : await bundleAgain();
    markUsed(bundle);
    return path.join(folder, bundle, 'cli.js');
  } catch {
    // A folder that cannot be written to, a platform without the bundler: the sources run as they are, only later.
    return null;
  }
}

/** @returns {Stamp | null} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null; // Not there, or cut off by a power failure: it is written again.
  }
}

/** A command may start its trainer from it for as long as `removeOld` waits. @param {string} bundle */
function markUsed(bundle) {
  const now = new Date();
  try {
    utimesSync(path.join(folder, bundle), now, now);
  } catch {
    // A folder that cannot be written to: nobody removes anything from it either.
  }
}

/** @param {Stamp} stamp */
function isCurrent({ bundle, inputs }) {
  return existsSync(path.join(folder, bundle, 'cli.js')) && isStampCurrent(projectDirectory, inputs);
}

/** @returns {Promise<string>} the new bundle's name */
async function bundleAgain() {
  const { build } = await import('esbuild');
  const name = `cli-${Date.now().toString(36)}-${process.pid}`;
  mkdirSync(path.join(folder, name), { recursive: true });
  const { metafile } = await build({
    absWorkingDir: projectDirectory,
    entryPoints,
    outdir: path.join(folder, name),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Universal modules find their parts in a way that no bundler follows.
    mainFields: ['module', 'main'],
    target: 'node20.19',
    // Modules of WebAssembly look for what is beside them.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'silent',
    external: ['@tensorflow/*', 'electron'],
  });
  for (const { name: file, content } of readDecoderFiles())
    writeFileSync(path.join(folder, name, file), content);
  /** @type {Stamp} */
  const stamp = {
    bundle: name,
    inputs: stampOf(projectDirectory, [...Object.keys(metafile.inputs), 'scripts/cli-bundle.mjs']),
  };
  const temporary = `${stampFile}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(stamp));
  renameSync(temporary, stampFile);
  removeOld(name);
  return name;
}

const DAY = 24 * 60 * 60 * 1000;

/** Bundles of former sources that no command has started from for a day. @param {string} current */
function removeOld(current) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const isOld = name.startsWith('cli-') && name !== current && Date.now() - statSync(file).mtimeMs > DAY;
    if (isOld) rmSync(file, { recursive: true, force: true });
  }
}
