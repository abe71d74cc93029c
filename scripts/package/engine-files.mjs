import { existsSync } from 'node:fs';
import { cp, link, mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEngineEnvironment } from '../../src/main/trainer/engine/environment.mjs';
import { SetupFailure } from '../setup/failure.mjs';
import { modulesDirectory, projectDirectory, tfjsDirectory } from '../setup/paths.mjs';
import { lastLines, run } from '../setup/run-command.mjs';

/** Nothing here loads it: it goes into the web pages that networks are exported to. */
const BROWSER_LIBRARY = path.join('node_modules', '@tensorflow', 'tfjs', 'dist', 'tf.min.js');

const tracer = fileURLToPath(new URL('trace-engine.cjs', import.meta.url));

/**
 * The files of `node_modules` that loading the engine takes, relative to the project, with the `package.json` of each package among
 * them.
 * @param {NodeJS.ProcessEnv} environment in which the system finds the engine's libraries
 * @returns {Promise<readonly string[]>}
 */
export async function traceEngineFiles(environment) {
  const copy = path.join(modulesDirectory, '.netloom', 'trace-engine.cjs');
  // It must lie in the project for `require` to find the project's packages.
  await cp(tracer, copy);
  const env = { ...environment };
  applyEngineEnvironment(env);
  const result = await run(process.execPath, [copy], {
    cwd: projectDirectory,
    env,
    timeoutSeconds: 300,
  });
  const line = result.output.trim().split('\n').at(-1) ?? '';
  if (result.code !== 0 || !line.startsWith('['))
    throw new SetupFailure(`The engine could not be loaded: ${lastLines(result, 1)}`);
  const files = /** @type {string[]} */ (JSON.parse(line))
    // Besides what NODE_OPTIONS may have it load.
    .filter((file) => file.startsWith(`${modulesDirectory}${path.sep}`))
    .filter((file) => file !== copy && /\.(js|cjs|json)$/.test(file))
    .map((file) => path.relative(projectDirectory, file));
  return [...new Set([...files, ...files.flatMap(packageFilesOf), BROWSER_LIBRARY])].sort();
}

/** The descriptions between a file and its package, e.g. of a package that marks a folder as CommonJS. @param {string} file */
function packageFilesOf(file) {
  const found = [];
  for (
    let folder = path.dirname(file);
    path.basename(folder) !== 'node_modules';
    folder = path.dirname(folder)
  ) {
    const description = path.join(folder, 'package.json');
    if (existsSync(path.join(projectDirectory, description))) found.push(description);
  }
  return found;
}

/** tfjs-node's addon, relative to the project. */
export async function addonFiles() {
  const folder = path.join(tfjsDirectory, 'lib', 'napi-v8');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.node'));
  return names.map((name) => path.relative(projectDirectory, path.join(folder, name)));
}

/** The libraries that the addon loads, by the names it looks for, relative to the project. @returns {Promise<readonly { path: string; source: string }[]>} */
export async function libraryFiles() {
  const source = await realpath(path.join(tfjsDirectory, 'deps', 'lib'));
  const names = (await readdir(source)).filter((name) => /\.so(\.\d+)*$/.test(name)).sort();
  const folder = path.relative(projectDirectory, path.join(tfjsDirectory, 'deps', 'lib'));
  return Promise.all(
    names.map(async (name) => ({
      path: path.join(folder, name),
      source: await realpath(path.join(source, name)),
    })),
  );
}

/** The Node that runs this, as one file that runs on other machines, too. @returns {Promise<string>} */
export async function packableNode() {
  // Not among the types, but written there by Node's own build.
  const { node_shared: isShared } = /** @type {Record<string, unknown>} */ ({ ...process.config.variables });
  if (isShared === true) {
    throw new SetupFailure(
      `The Node at ${process.execPath} is only a starter for a library of this system's; a package needs one that is a single file, as nodejs.org has it.`,
    );
  }
  return realpath(process.execPath);
}

/**
 * Puts libtensorflow where the addon looks for it. The libraries are most of a gigabyte: where the file system allows, the package
 * shares them with the cache.
 * @param {string} modules the package's unpacked `node_modules`
 */
export async function placeLibraries(modules) {
  const target = path.join(modules, '@tensorflow', 'tfjs-node-gpu', 'deps', 'lib');
  await mkdir(target, { recursive: true });
  for (const { path: file, source } of await libraryFiles()) {
    const to = path.join(target, path.basename(file));
    await link(source, to).catch(() => cp(source, to));
  }
}
