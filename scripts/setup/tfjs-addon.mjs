import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectoryOnce } from './cache.mjs';
import { WayClosed } from './failure.mjs';
import { modulesDirectory, tfjsDirectory } from './paths.mjs';
import { lastLines, run } from './run-command.mjs';
import { announce, note } from './terminal.mjs';

/** @typedef {import('./libtensorflow.mjs').TensorflowLibrary} TensorflowLibrary */

const title = 'TensorFlow addon';
const sources = [
  ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => path.join(tfjsDirectory, 'binding', source)),
  fileURLToPath(new URL('session-options.cc', import.meta.url)),
];
const compilerFlags = [
  ...['-O2', '-std=c++17', '-shared', '-fPIC', '-DNAPI_VERSION=8', '-w'],
  '-Wl,--wrap=TF_NewSessionOptions',
];
const addonFile = path.join(tfjsDirectory, 'lib', 'napi-v8', 'tfjs_binding.node');
const librariesLink = path.join(tfjsDirectory, 'deps', 'lib');

/**
 * Puts the addon and its library where tfjs-node looks for them: the addon is built from tfjs-node's own sources, with options for
 * sessions (session-options.cc), if the library did not bring one. It speaks Node-API, so one file serves every Node and every Electron.
 * @param {TensorflowLibrary} library
 * @param {string} cache
 * @returns {Promise<string>} the key of what is now in place, for remembering the self-test's result
 * @throws {WayClosed}
 */
export async function placeAddon(library, cache) {
  const addon = library.addon ?? (await buildAddon(library, cache));
  await mkdir(path.dirname(addonFile), { recursive: true });
  await mkdir(path.dirname(librariesLink), { recursive: true });
  // A process that has the old file open keeps it: it is replaced, not overwritten.
  await rm(addonFile, { force: true });
  await copyFile(addon, addonFile);
  await rm(librariesLink, { recursive: true, force: true });
  await symlink(library.libraries, librariesLink, 'dir');
  return placedKey();
}

/** What is in place: a digest of the addon and the library it links to; empty when it is not complete. */
export function placedKey() {
  try {
    return createHash('sha256')
      .update(readFileSync(addonFile))
      .update(readlinkSync(librariesLink))
      .digest('hex');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

/** @param {TensorflowLibrary} library @param {string} cache */
async function buildAddon(library, cache) {
  const directory = path.join(cache, 'addons', await buildKey(library));
  const addon = path.join(directory, 'tfjs_binding.node');
  await createDirectoryOnce(directory, async (temporary) => {
    announce(title, 'compiling (about 15 s)');
    await compile(library, path.join(temporary, 'tfjs_binding.node'));
  });
  return addon;
}

/** Changes with everything the compiler reads. @param {TensorflowLibrary} library */
async function buildKey(library) {
  const hash = createHash('sha256').update(compilerFlags.join(' ')).update(path.basename(library.directory));
  hash.update(process.arch);
  for (const source of sources) hash.update(await readFile(source));
  return hash.digest('hex').slice(0, 12);
}

/** @param {TensorflowLibrary} library @param {string} output */
async function compile(library, output) {
  const started = Date.now();
  const result = await run('g++', [
    ...compilerFlags,
    ...['-I', tfjsDirectory, '-I', library.headers],
    ...['-I', path.join(modulesDirectory, 'node-api-headers', 'include')],
    ...sources,
    ...['-L', library.libraries, ...library.links.map((name) => `-l:${name}`)],
    // Beside the addon in tfjs-node's folder, wherever that is.
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    ...['-o', output],
  ]);
  if (result.code === 127) throw new WayClosed('there is no g++ to build the addon');
  if (result.code !== 0) throw new WayClosed(`the addon does not compile:\n${lastLines(result)}`);
  note(`compiled in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** @param {unknown} error */
function isMissing(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  return code === 'ENOENT' || code === 'EINVAL' || code === 'ENOTDIR';
}
