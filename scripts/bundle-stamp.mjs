import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/*
 * What a bundle was made from, so that it is made again when that has changed: the files that went into it, the settings of the bundler,
 * and the names beside them, because a new file may be what an import means from now on.
 */

/** Read by the bundler in any folder above a source, besides the packages that are installed. */
const settings = ['package.json', 'package-lock.json', path.join('node_modules', '.package-lock.json')];

/**
 * @typedef {object} BundleStamp
 * @property {readonly (readonly [file: string, size: number, modified: number])[]} files sizes of -1: not there
 * @property {readonly (readonly [folder: string, names: string])[]} folders what an import could mean in each
 */

/**
 * The state of a bundle's inputs.
 *
 * @param {string} project folder that all paths are relative to
 * @param {readonly string[]} inputs the files that went into it
 * @returns {BundleStamp}
 */
export function stampOf(project, inputs) {
  const sources = inputs.filter((file) => !file.startsWith('..') && !file.includes('node_modules'));
  const folders = Array.from(new Set(sources.flatMap(foldersAbove))).sort();
  const configurations = folders.flatMap((folder) =>
    namesIn(project, folder)
      .filter((name) => /^(?:ts|js)config.*\.json$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const files = Array.from(new Set([...inputs, ...configurations, ...settings]));
  return {
    files: files.map((file) => stateOf(project, file)),
    folders: folders.map((folder) => [folder, namesIn(project, folder).join('/')]),
  };
}

/**
 * Whether nothing has changed that a bundle depends on.
 *
 * @param {string} project
 * @param {BundleStamp} stamp
 */
export function isStampCurrent(project, { files, folders }) {
  return (
    files.every(([file, size, modified]) => {
      const [, sizeNow, modifiedNow] = stateOf(project, file);
      return sizeNow === size && modifiedNow === modified;
    }) && folders.every(([folder, names]) => namesIn(project, folder).join('/') === names)
  );
}

/** The folders a file lies in, up to the project's own, `.`. @param {string} file */
function foldersAbove(file) {
  const folders = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (folder === '.') return folders;
  }
}

/** What an import could find in a folder: its modules, without tests, and its folders. @param {string} project @param {string} folder */
function namesIn(project, folder) {
  try {
    return readdirSync(path.join(project, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || /(?<!\.test)\.(?:[cm]?[jt]sx?|json|css)$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return []; // Removed since: its files are missed already.
  }
}

/** @param {string} project @param {string} file @returns {[file: string, size: number, modified: number]} */
function stateOf(project, file) {
  const found = statSync(path.join(project, file), { throwIfNoEntry: false });
  return [file, found?.size ?? -1, found?.mtimeMs ?? 0];
}
