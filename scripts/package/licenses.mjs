import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modulesDirectory, projectDirectory } from '../setup/paths.mjs';

/** @typedef {{ name: string; version: string; license: string; text: string }} PackageLicense */

/**
 * The licenses of the npm packages whose code ships, as one text: of those that `src` imports, and of all that these depend on.
 */
export function npmLicenses() {
  const licenses = [...collect(importedPackages())].sort((left, right) => (left.name < right.name ? -1 : 1));
  return licenses
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The packages that the app's own sources import. */
export function importedPackages() {
  const folder = path.join(projectDirectory, 'src');
  const found = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!/\.(tsx?|css)$/.test(entry.name) || /\.test\.|[\\/]testing[\\/]/.test(file)) continue;
    for (const [, name] of readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom |\bimport |\bimport\(|\brequire\(|@import )['"](@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)[^'"]*['"]/g,
    )) {
      if (name && existsSync(path.join(modulesDirectory, name, 'package.json'))) found.add(name);
    }
  }
  found.add('@tensorflow/tfjs-node-gpu');
  found.delete('electron');
  return found;
}

/**
 * @param {Iterable<string>} names
 * @returns {Iterable<PackageLicense>}
 */
function collect(names) {
  /** By folder: a package may be there in two versions. @type {Map<string, PackageLicense>} */
  const found = new Map();
  /** @param {string} name @param {string} from */
  const visit = (name, from) => {
    const folder = findPackage(name, from);
    // Types have no code, and what is optional may not be there.
    if (folder === null || name.startsWith('@types/') || found.has(folder)) return;
    const {
      version,
      license,
      dependencies = {},
    } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    found.set(folder, { name, version, license: describe(license), text: licenseText(folder) });
    for (const next of Object.keys(dependencies)) visit(next, folder);
  };
  for (const name of names) visit(name, projectDirectory);
  return found.values();
}

/** Where Node would find a package, from a folder of the project. @param {string} name @param {string} from @returns {string | null} */
function findPackage(name, from) {
  const folder = path.join(from, 'node_modules', name);
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  return from.length <= projectDirectory.length ? null : findPackage(name, path.dirname(from));
}

/** @param {unknown} license older packages have an object here */
function describe(license) {
  if (typeof license === 'string') return license;
  const { type } = /** @type {{ type?: unknown }} */ (license ?? {});
  return typeof type === 'string' ? type : 'see its text';
}

/** All texts in a package: what was compiled into it may bring its own, beside that code. @param {string} folder */
function licenseText(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /^(licen[cs]e|copying|notice)([.-]|$)/i.test(path.basename(file)) &&
      !/\.[cm]?[jt]sx?$/.test(file) &&
      !file.split(path.sep).includes('node_modules'),
  );
  if (files.length === 0) return 'The package brings no text of it.';
  return [...new Set(files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()))].join('\n\n');
}
