import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundledCommandLine } from '../cli-bundle.mjs';
import { SetupFailure } from '../setup/failure.mjs';
import { projectDirectory } from '../setup/paths.mjs';
import { lastLines, run } from '../setup/run-command.mjs';
import { engineEnvironment } from '../setup/self-test.mjs';
import { addonFiles, libraryFiles, packableNode, traceEngineFiles } from './engine-files.mjs';

/*
 * What another machine needs to train: the bundled command line, Node, the engine as the set-up has verified it, and the data sets that come with the
 * app. Large files are named and lie where they are; the small ones are one archive.
 */

/**
 * @typedef {object} PartOfTrainer
 * @property {string} path where it belongs in the trainer's folder
 * @property {string} source where it lies here
 * @property {string} sha256
 * @property {number} bytes
 * @property {boolean} isProgram
 *
 * @typedef {object} TrainerPackage
 * @property {string} version names the content: what is installed under it is the same
 * @property {string} system e.g. `Linux`, as `uname -s` says it
 * @property {string} machine e.g. `x86_64`, as `uname -m` says it
 * @property {{ source: string; sha256: string; bytes: number }} archive
 * @property {readonly PartOfTrainer[]} parts
 */

const cacheFolder = path.join(projectDirectory, 'node_modules', '.cache', 'netloom');
const MACHINES = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * The package for machines like this one; made where it is not there yet.
 * @param {import('../setup/state.mjs').SetupState} state
 * @returns {Promise<TrainerPackage>}
 */
export async function trainerPackage({ engine }) {
  const bundle = await bundledCommandLine();
  if (process.platform !== 'linux' || bundle === null) {
    throw new SetupFailure(
      'The trainer for other machines can be made on Linux only, in a folder that can be written to.',
    );
  }
  if (Object.keys(engine.environment).length > 0) {
    throw new SetupFailure(
      'The engine here is the CUDA build, which cannot be sent to other machines yet. NETLOOM_LIBTENSORFLOW=cpu npm run setup takes the one for processors.',
    );
  }
  const key = `${path.basename(path.dirname(bundle))} ${engine.key} ${process.version}`;
  const description = path.join(cacheFolder, 'trainer.json');
  const made = readMade(description);
  if (made?.key === key && existsSync(made.trainer.archive.source)) return made.trainer;
  const trainer = await assembleTrainer(path.dirname(bundle), engineEnvironment(engine.environment));
  await writeFile(`${description}.${process.pid}`, JSON.stringify({ key, trainer }));
  await rename(`${description}.${process.pid}`, description);
  return trainer;
}

/** @param {string} file @returns {{ key: string; trainer: TrainerPackage } | null} */
function readMade(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // Not there, or cut off: it is made again.
  }
}

/** @param {string} bundle @param {NodeJS.ProcessEnv} environment @returns {Promise<TrainerPackage>} */
async function assembleTrainer(bundle, environment) {
  const parts = await Promise.all([
    describePart('node', await packableNode(), true),
    ...(await libraryFiles()).map(({ path: file, source }) => describePart(file, source, false)),
  ]);
  const staging = path.join(cacheFolder, `trainer-${process.pid}`);
  await rm(staging, { recursive: true, force: true });
  await stageSmallFiles(staging, bundle, environment);
  const { version: number } = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
  const hash = createHash('sha256').update(parts.map((part) => `${part.path} ${part.sha256}`).join('\n'));
  for (const file of await filesIn(staging))
    hash.update(`${file}\n${await digest(path.join(staging, file))}\n`);
  const version = `${number}-${hash.digest('hex').slice(0, 12)}`;
  const manifest = {
    version,
    parts: parts.map(({ path: file, sha256, bytes }) => ({ file, sha256, bytes })),
  };
  await writeFile(path.join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const source = path.join(cacheFolder, `trainer-${version}.tar`);
  const packed = await run('tar', ['-cf', source, '-C', staging, '.']);
  if (packed.code !== 0) throw new SetupFailure(`The trainer could not be packed: ${lastLines(packed, 1)}`);
  await rm(staging, { recursive: true });
  const machine = MACHINES[/** @type {'x64' | 'arm64'} */ (process.arch)] ?? process.arch;
  const archive = await describePart('', source, false);
  return { version, system: 'Linux', machine, archive, parts };
}

/** @param {string} staging @param {string} bundle @param {NodeJS.ProcessEnv} environment */
async function stageSmallFiles(staging, bundle, environment) {
  await mkdir(staging, { recursive: true });
  await cp(bundle, path.join(staging, 'cli'), { recursive: true, filter: (file) => !file.endsWith('.map') });
  for (const file of [...(await traceEngineFiles(environment)), ...(await addonFiles())]) {
    await cp(path.join(projectDirectory, file), path.join(staging, file));
  }
  for (const name of ['presets', path.join('resources', 'datasets'), 'LICENSE']) {
    await cp(path.join(projectDirectory, name), path.join(staging, name), { recursive: true });
  }
}

/** @param {string} place @param {string} source @param {boolean} isProgram @returns {Promise<PartOfTrainer>} */
async function describePart(place, source, isProgram) {
  return { path: place, source, sha256: await digest(source), bytes: (await stat(source)).size, isProgram };
}

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {string} file */
async function digest(file) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece);
  return hash.digest('hex');
}
