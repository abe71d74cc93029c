import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { SetupFailure } from '../../setup/failure.mjs';
import { projectDirectory } from '../../setup/paths.mjs';
import { hasCommand, lastLines, run } from '../../setup/run-command.mjs';
import { controlFile, debianArchitecture, debianVersion } from './control.mjs';
import { describeFiles, placeFile, placeLink, placeText, placeTree } from './files.mjs';
import { packagesFor, readNeeds } from './libraries.mjs';

/**
 * @typedef {object} DebianInput
 * @property {string} folder the runnable app, from `assemble`
 * @property {string} version of the app
 * @property {string} compression one that `dpkg-deb` knows; `none` is quick
 */

const home = 'usr/lib/netloom';
const descriptions = path.join(projectDirectory, 'packaging', 'linux');
const sources = path.join(projectDirectory, 'packaging', 'debian');

/** Whether this system can make Debian packages. */
export function canBuildDebianPackage() {
  return hasCommand('dpkg-deb');
}

/**
 * Makes the Debian package of an assembled folder.
 * @param {DebianInput} input
 * @returns {Promise<string>} its file, beside the folder
 */
export async function buildDebianPackage({ folder, version, compression }) {
  const fields = { version: debianVersion(version), architecture: debianArchitecture(process.arch) };
  const file = path.join(path.dirname(folder), `netloom_${fields.version}_${fields.architecture}.deb`);
  const root = `${file}.root`;
  await rm(root, { recursive: true, force: true });
  try {
    await placeApp(folder, root);
    await placeDescriptions(folder, root);
    const { kilobytes, checksums } = await describeFiles(root);
    const depends = packagesFor(await readNeeds(path.join(root, home)));
    const control = controlFile({ ...fields, installedKilobytes: kilobytes, depends });
    await placeText(path.join(root, 'DEBIAN', 'control'), control);
    await placeText(path.join(root, 'DEBIAN', 'md5sums'), checksums);
    await pack(root, file, compression);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return file;
}

/** @param {string} folder @param {string} root */
async function placeApp(folder, root) {
  await placeTree(folder, path.join(root, home), {
    // What a folder's user runs by hand, the package does; and Debian has licenses in their own place.
    skips: (file) => file === 'linux' || file === 'LICENSE',
    // Where users may not make namespaces, this helper takes the rights of root to build Chromium's sandbox.
    modes: { 'chrome-sandbox': 0o4755 },
  });
  await placeFile(path.join(sources, 'start.sh'), path.join(root, home, 'start'), 0o755);
  await placeLink(`../${path.relative('usr', home)}/start`, path.join(root, 'usr/bin/netloom'));
}

/**
 * What makes the app known to the system. The packages that own these folders watch them (dpkg's file triggers), so that menu, icons
 * and file types are up to date after installing and removing without a script of ours.
 * @param {string} folder
 * @param {string} root
 */
async function placeDescriptions(folder, root) {
  const share = path.join(root, 'usr/share');
  const shared = /** @type {const} */ ([
    ['netloom.desktop', 'applications/netloom.desktop'],
    ['netloom-mime.xml', 'mime/packages/netloom.xml'],
    ['netloom.svg', 'icons/hicolor/scalable/apps/netloom.svg'],
  ]);
  for (const [from, to] of shared)
    await placeFile(path.join(descriptions, from), path.join(share, to), 0o644);
  const changes = await readFile(path.join(projectDirectory, 'CHANGELOG.md'), 'utf8');
  await placeText(path.join(share, 'doc/netloom/changelog.gz'), changes);
  const copyright = [path.join(sources, 'copyright'), path.join(folder, 'LICENSE')];
  const texts = await Promise.all(copyright.map((file) => readFile(file, 'utf8')));
  await placeText(path.join(share, 'doc/netloom/copyright'), texts.join(''));
  await placeText(
    path.join(share, 'man/man1/netloom.1.gz'),
    await readFile(path.join(sources, 'netloom.1'), 'utf8'),
  );
  await placeFile(
    path.join(sources, 'lintian-overrides'),
    path.join(share, 'lintian/overrides/netloom'),
    0o644,
  );
}

/** @param {string} root @param {string} file @param {string} compression */
async function pack(root, file, compression) {
  const options = ['--root-owner-group', `-Z${compression}`];
  const result = await run('dpkg-deb', [...options, '--build', root, file], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (result.code === 0) return;
  await rm(file, { force: true });
  throw new SetupFailure(
    `The Debian package could not be made (${lastLines(result, 1)}); to fix it: make room on the disk, or choose another compression, as in: npm run package -- --compression xz`,
  );
}
