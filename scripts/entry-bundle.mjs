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
 * Entries of processes and threads, each with all it needs in one file, so that none of them compiles a hundred sources as it starts
 * (docs/decisions/0022-command-line-bundle.md).
 */

const cache = path.join(projectDirectory, 'node_modules', '.cache', 'netloom');

/** What the trainer, the command line and the import process start, by the names under which they look for it. */
export const processEntries = {
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

/**
 * The folder of bundled entries, bundled again where a source has changed; null where that cannot be done: a folder that cannot be written to, a
 * platform without the bundler. The sources run as they are then, only later.
 *
 * @param {string} name of the bundle
 * @param {Readonly<Record<string, string>>} entryPoints
 */
export async function bundledEntries(name, entryPoints) {
  try {
    const stamp = readStamp(name);
    const bundle = stamp !== null && isCurrent(stamp) ? stamp.bundle : await bundleAgain(name, entryPoints);
    markUsed(bundle);
    return path.join(cache, bundle);
  } catch {
    return null;
  }
}

/** @param {string} name */
const stampFile = (name) => path.join(cache, `${name}.json`);

/** @param {string} name @returns {Stamp | null} */
function readStamp(name) {
  try {
    return JSON.parse(readFileSync(stampFile(name), 'utf8'));
  } catch {
    return null; // Not there, or cut off by a power failure: it is written again.
  }
}

/** Its processes may start others from it for as long as `removeOld` waits. @param {string} bundle */
function markUsed(bundle) {
  const now = new Date();
  try {
    utimesSync(path.join(cache, bundle), now, now);
  } catch {
    // A folder that cannot be written to: nobody removes anything from it either.
  }
}

/** @param {Stamp} stamp */
function isCurrent({ bundle, inputs }) {
  return existsSync(path.join(cache, bundle)) && isStampCurrent(projectDirectory, inputs);
}

/**
 * The library for HDF5, six megabytes, is loaded by what reads or writes such a file; in the bundles of CommonJS it would be a part of each.
 * @type {import('esbuild').Plugin}
 */
const hdf5Apart = {
  name: 'hdf5-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^h5wasm\/node$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './hdf5.js', external: true } : null,
    );
  },
};

/** @param {string} name @param {Readonly<Record<string, string>>} entryPoints @returns {Promise<string>} the new bundle's folder */
async function bundleAgain(name, entryPoints) {
  const { build } = await import('esbuild');
  const bundle = `${name}-${Date.now().toString(36)}-${process.pid}`;
  mkdirSync(path.join(cache, bundle), { recursive: true });
  const { metafile } = await build({
    absWorkingDir: projectDirectory,
    entryPoints: { ...entryPoints, hdf5: 'h5wasm/node' },
    outdir: path.join(cache, bundle),
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
    // Read by each process as it starts; the sources lie here.
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    external: ['@tensorflow/*', 'electron'],
    plugins: [hdf5Apart],
  });
  for (const { name: file, content } of readDecoderFiles())
    writeFileSync(path.join(cache, bundle, file), content);
  /** @type {Stamp} */
  const stamp = {
    bundle,
    inputs: stampOf(projectDirectory, [
      ...Object.keys(metafile.inputs),
      ...['scripts/entry-bundle.mjs', 'scripts/cli-bundle.mjs', 'src/testing/bundled-entries.mjs'],
    ]),
  };
  const temporary = `${stampFile(name)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(stamp));
  renameSync(temporary, stampFile(name));
  removeOld(name, bundle);
  return bundle;
}

const DAY = 24 * 60 * 60 * 1000;

/** Bundles of former sources that nothing has started from for a day. @param {string} name @param {string} current */
function removeOld(name, current) {
  for (const entry of readdirSync(cache)) {
    const file = path.join(cache, entry);
    const isOld =
      entry.startsWith(`${name}-`) && entry !== current && Date.now() - statSync(file).mtimeMs > DAY;
    if (isOld) rmSync(file, { recursive: true, force: true });
  }
}
