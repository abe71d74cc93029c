import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { SetupFailure } from '../../setup/failure.mjs';
import { lastLines, run } from '../../setup/run-command.mjs';

/**
 * What a program asks of the system: the names of shared libraries, and the newest version of each symbol family.
 * @typedef {object} Needs
 * @property {Set<string>} libraries e.g. `libgtk-3.so.0`
 * @property {Map<string, string>} versions e.g. `GLIBC` to `2.28`
 */

/**
 * The Debian package of each shared library. Where Debian 13 and Ubuntu 24.04 renamed a package, either name satisfies.
 * @type {Readonly<Record<string, string>>}
 */
const packageOfLibrary = {
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
  'libasound.so.2': 'libasound2 | libasound2t64',
  'libatk-1.0.so.0': 'libatk1.0-0 | libatk1.0-0t64',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatspi.so.0': 'libatspi2.0-0 | libatspi2.0-0t64',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2 | libcups2t64',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgdk-3.so.0': 'libgtk-3-0 | libgtk-3-0t64',
  'libgio-2.0.so.0': 'libglib2.0-0 | libglib2.0-0t64',
  'libglib-2.0.so.0': 'libglib2.0-0 | libglib2.0-0t64',
  'libgmodule-2.0.so.0': 'libglib2.0-0 | libglib2.0-0t64',
  'libgobject-2.0.so.0': 'libglib2.0-0 | libglib2.0-0t64',
  'libgtk-3.so.0': 'libgtk-3-0 | libgtk-3-0t64',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpangocairo-1.0.so.0': 'libpangocairo-1.0-0',
  'libsmime3.so': 'libnss3',
  'libssl3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb-dri3.so.0': 'libxcb-dri3-0',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libxshmfence.so.1': 'libxshmfence1',
  'libz.so.1': 'zlib1g',
};

/** The C library's own parts; `libc6` has them all. */
const partOfC = /^(lib(c|m|dl|rt|pthread|resolv|util)\.so\.\d+|ld-linux-[\w-]+\.so\.\d+)$/;

/** The GCC whose libstdc++ brought a version of its symbols; the versions in between came with the same. */
const gccOfSymbols = /** @type {const} */ ([
  ['3.4.21', '5'],
  ['3.4.22', '6'],
  ['3.4.24', '7'],
  ['3.4.25', '8'],
  ['3.4.28', '9'],
  ['3.4.29', '11'],
  ['3.4.30', '12'],
  ['3.4.32', '13'],
  ['3.4.33', '14'],
  ['3.4.34', '15'],
]);

/** The programs and shared libraries below a folder that need anything of the system. @param {string} folder */
export async function readNeeds(folder) {
  /** @type {Needs} */
  const needs = { libraries: new Set(), versions: new Map() };
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile() && mayBeNative(entry.name))) {
    addNeeds(needs, await describeFile(path.join(file.parentPath, file.name)));
  }
  // What comes along needs no package.
  for (const { name } of files) needs.libraries.delete(name);
  return needs;
}

/** Programs have no ending here; what else has none is text, which `objdump` does not recognize. @param {string} name */
function mayBeNative(name) {
  return /\.so(\.\d+)*$|\.node$/.test(name) || !name.includes('.');
}

/** @param {string} file */
async function describeFile(file) {
  const result = await run('objdump', ['--private-headers', file], { env: { ...process.env, LC_ALL: 'C' } });
  if (result.code === 0) return result.output;
  if (/format not recognized/.test(result.errors)) return '';
  throw new SetupFailure(
    `What ${path.basename(file)} needs of the system could not be read (${result.code === 127 ? 'there is no objdump' : lastLines(result, 1)}); to fix it: sudo apt-get install binutils`,
  );
}

/**
 * Adds what one program needs, from the output of `objdump --private-headers`.
 * @param {Needs} needs
 * @param {string} description
 */
export function addNeeds(needs, description) {
  for (const [, library = ''] of description.matchAll(/^ +NEEDED +(\S+)$/gm)) needs.libraries.add(library);
  for (const [, family = '', version = ''] of description.matchAll(/ (GLIBC|GLIBCXX)_(\d[\d.]*)$/gm)) {
    const known = needs.versions.get(family);
    if (!known || compareVersions(known, version) < 0) needs.versions.set(family, version);
  }
}

/** @param {string} left @param {string} right */
function compareVersions(left, right) {
  const of = (/** @type {string} */ version) => version.split('.').map(Number);
  const [a, b] = [of(left), of(right)];
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * The Debian packages that supply these needs, as `Depends` lists them.
 * @param {Needs} needs
 * @returns {string[]}
 * @throws {SetupFailure} for a library whose package is not known here
 */
export function packagesFor({ libraries, versions }) {
  const packages = new Set();
  for (const library of libraries) {
    if (partOfC.test(library)) packages.add(`libc6 (>= ${versions.get('GLIBC') ?? '2.28'})`);
    else if (library === 'libstdc++.so.6') packages.add(standardLibrary(versions.get('GLIBCXX') ?? '3.4'));
    else packages.add(packageOf(library));
  }
  return [...packages].sort();
}

/** @param {string} symbols */
function standardLibrary(symbols) {
  const gcc = gccOfSymbols.find(([newest]) => compareVersions(symbols, newest) <= 0)?.[1];
  if (gcc) return `libstdc++6 (>= ${gcc})`;
  throw new SetupFailure(
    `No GCC is known whose libstdc++ has GLIBCXX_${symbols}; to fix it: add it to scripts/package/debian/libraries.mjs`,
  );
}

/** @param {string} library */
function packageOf(library) {
  const found = packageOfLibrary[library];
  if (found) return found;
  throw new SetupFailure(
    `The package needs ${library}, and no Debian package is known that has it; to fix it: find it with "dpkg -S ${library}" and add it to scripts/package/debian/libraries.mjs`,
  );
}
