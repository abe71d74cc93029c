import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { modulesDirectory, projectDirectory } from '../setup/paths.mjs';
import { addonFiles, packableNode, placeLibraries, traceEngineFiles } from './engine-files.mjs';
import { setFuses } from './fuses.mjs';
import { npmLicenses } from './licenses.mjs';

/**
 * @typedef {object} PackageInput
 * @property {string} electron the executable of the Electron at hand
 * @property {NodeJS.ProcessEnv} environment what a process that loads the engine needs
 * @property {string} target the folder to make
 */

/** What the installed Electron has and no package needs. */
const notOurs = new Set(['resources', 'usr', 'AppRun', '.DirIcon', 'version', 'electron', 'LICENSE']);
/** Dependencies that need no folder of their own: the engine comes file by file, the others are in the bundles. */
const comesOtherwise = new Set(['@tensorflow/tfjs-node-gpu', 'zod', 'jsonc-parser']);
/** The trainer runs in its own Node, which reads no archive: it and all it loads must be files of the disk. */
const unpacked = '{**/out/main/**,**/node_modules/**}';

/**
 * Makes the folder of a runnable app: Electron under the app's name, `resources/app.asar` with the app, what must be files of the
 * disk beside it, presets and data sets.
 * @param {PackageInput} input
 */
export async function assemble({ electron, environment, target }) {
  await rm(target, { recursive: true, force: true });
  const resources = path.join(target, 'resources');
  await mkdir(resources, { recursive: true });
  await copyElectron(path.dirname(await realpath(electron)), target);
  await setFuses(path.join(target, 'netloom'));

  const staging = `${target}.app`;
  await rm(staging, { recursive: true, force: true });
  await stageApp(staging, environment);
  const archive = path.join(resources, 'app.asar');
  await createPackageWithOptions(staging, archive, { unpack: unpacked });
  await rm(staging, { recursive: true });
  await placeLibraries(path.join(resources, 'app.asar.unpacked', 'node_modules'));

  await placeNode(resources);
  await cp(path.join(projectDirectory, 'presets'), path.join(resources, 'presets'), { recursive: true });
  await cp(path.join(projectDirectory, 'resources'), path.join(resources, 'resources'), { recursive: true });
  await cp(path.join(projectDirectory, 'packaging', 'linux'), path.join(target, 'linux'), {
    recursive: true,
  });
  await chmod(path.join(target, 'linux', 'install.sh'), 0o755);
  await cp(path.join(projectDirectory, 'LICENSE'), path.join(target, 'LICENSE'));
  await writeFile(path.join(target, 'LICENSES.npm.txt'), npmLicenses());
  await openFolders(target);
}

/** Lets everybody read the folders: that of Electron's languages comes closed, and whoever installs may not be who starts the app. @param {string} target */
async function openFolders(target) {
  await chmod(target, 0o755);
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) await chmod(path.join(entry.parentPath, entry.name), 0o755);
  }
}

/** The Node that trains. @param {string} resources */
async function placeNode(resources) {
  const target = path.join(resources, 'node');
  await cp(await packableNode(), target);
  await chmod(target, 0o755);
}

/** @param {string} source @param {string} target */
async function copyElectron(source, target) {
  for (const name of await readdir(source)) {
    // The set-up's Electron comes with the icon and the starter of the app it was taken from.
    if (notOurs.has(name) || /\.(desktop|png)$/.test(name)) continue;
    await cp(path.join(source, name), path.join(target, name), { recursive: true, verbatimSymlinks: true });
  }
  await cp(path.join(source, 'electron'), path.join(target, 'electron'));
  await rename(path.join(target, 'electron'), path.join(target, 'netloom'));
}

/** The app's own files: the bundles without their source maps, and what the trainer loads. @param {string} staging @param {NodeJS.ProcessEnv} environment */
async function stageApp(staging, environment) {
  await cp(path.join(projectDirectory, 'out'), path.join(staging, 'out'), {
    recursive: true,
    filter: (file) => !/\.map$|inputs\.sha256$/.test(file),
  });
  for (const file of [...(await traceEngineFiles(environment)), ...(await addonFiles())]) {
    await cp(path.join(projectDirectory, file), path.join(staging, file));
  }
  const { name, version, description, license, author, main, dependencies } = JSON.parse(
    await readFile(path.join(projectDirectory, 'package.json'), 'utf8'),
  );
  for (const dependency of Object.keys(dependencies)) {
    if (!comesOtherwise.has(dependency)) await stageDependency(staging, dependency);
  }
  const own = { name, version, description, license, author, main };
  await writeFile(path.join(staging, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
}

/** A package and all it depends on, without its source maps. @param {string} staging @param {string} name @returns {Promise<void>} */
async function stageDependency(staging, name) {
  const from = path.join(modulesDirectory, name);
  const to = path.join(staging, 'node_modules', name);
  if (existsSync(to)) return;
  await cp(from, to, { recursive: true, filter: (file) => !file.endsWith('.map') });
  const { dependencies = {} } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8'));
  for (const next of Object.keys(dependencies)) await stageDependency(staging, next);
}
