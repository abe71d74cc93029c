import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectDirectory } from './setup/paths.mjs';
import { run } from './setup/run-command.mjs';

/** Holds the digest of the sources that `out/` was bundled from; without it `out/` counts as outdated. */
export const bundleStamp = path.join(projectDirectory, 'out', 'inputs.sha256');
const inputFiles = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.base.json'];

/** Whether `out/` was bundled from the sources as they are now. */
export function isBundleCurrent() {
  return existsSync(bundleStamp) && readFileSync(bundleStamp, 'utf8') === digestInputs(projectDirectory);
}

/** Bundles main, preload and renderer into `out/`. @returns {Promise<number>} the exit code */
export async function bundle() {
  const digest = digestInputs(projectDirectory);
  const bundler = path.join(projectDirectory, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code } = await run(process.execPath, [bundler, 'build'], {
    cwd: projectDirectory,
    showsOutput: true,
  });
  // The digest from before: what changed meanwhile makes the bundle outdated.
  if (code === 0) writeFileSync(bundleStamp, digest);
  return code;
}

/** A digest of the names and contents of everything that is bundled; tests are not. @param {string} directory */
export function digestInputs(directory) {
  const sources = readdirSync(path.join(directory, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes('testing'))
    .sort();
  const presets = readdirSync(path.join(directory, 'presets'))
    .sort()
    .map((name) => path.join('presets', name));
  const hash = createHash('sha256');
  for (const file of [...sources, ...presets, ...inputFiles]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(directory, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
