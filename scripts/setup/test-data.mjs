import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDirectoryOnce, withCache } from './cache.mjs';
import { isDebian } from './debian-packages.mjs';
import { hasChecksum } from './download.mjs';
import { SetupFailure, WayClosed } from './failure.mjs';
import { fetchWheel } from './fetch-wheel.mjs';
import { cacheDirectory } from './paths.mjs';
import { lastLines, run } from './run-command.mjs';
import { announce, note } from './terminal.mjs';
import { unpackMembers } from './zip-archive.mjs';

/**
 * Data of others that imports are tested on, each pinned by its SHA-256 and unpacked into the cache. Where one cannot be had, its tests say
 * so and are skipped.
 */

/** Tables and images that come with scikit-learn (BSD). @type {import('./wheels.mjs').Wheel} */
const scikitLearn = {
  project: 'scikit-learn',
  version: '1.5.2',
  file: 'scikit_learn-1.5.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  bytes: 13_322_034,
  sha256: 'f8b0ccd4a902836493e026c03256e8b206656f91fbcc4fde28c57a5b752561f1',
};

/** Debian's `tuxpaint-stamps-default`: 796 images in 16 nested folders, among 9,601 files that are none. */
const stamps = {
  name: 'tuxpaint-stamps-default',
  version: '2022.06.04-1',
  file: 'tuxpaint-stamps-default_2022.06.04-1_all.deb',
  sha256: '6db6c1bfc870a47f1499d6203b083522eacb57c5f9c87d468f2e92eb6d9d5f34',
};

const sources = [
  { name: 'scikit-learn', sha256: scikitLearn.sha256, inside: 'sklearn/datasets', fill: fillFromWheel },
  { name: 'stamps', sha256: stamps.sha256, inside: 'usr/share/tuxpaint/stamps', fill: fillFromDebian },
];

/** Where the data of a source are, and whether they are there. @param {string} name */
export function testData(name) {
  const source = sources.find((one) => one.name === name);
  if (source === undefined) throw new Error(`There are no test data called ${name}`);
  const folder = path.join(directoryOf(cacheDirectory(), source), source.inside);
  return { folder, isThere: existsSync(folder) };
}

/** Fetches what is not there yet. What cannot be had is said, and is no failure. */
export async function ensureTestData() {
  const cache = cacheDirectory();
  const missing = sources.filter(({ name }) => !testData(name).isThere);
  if (missing.length === 0) return;
  await withCache(cache, async () => {
    for (const source of missing) {
      announce('Test data', source.name);
      try {
        await createDirectoryOnce(directoryOf(cache, source), (temporary) => source.fill(cache, temporary));
      } catch (error) {
        if (error instanceof SetupFailure) throw error;
        note(`not available, its tests are skipped: ${/** @type {Error} */ (error).message}`);
      }
    }
  });
}

/** @param {string} cache @param {{ name: string, sha256: string }} source */
function directoryOf(cache, { name, sha256 }) {
  return path.join(cache, 'test-data', `${name}-${sha256.slice(0, 12)}`);
}

/** @param {string} cache @param {string} directory */
async function fillFromWheel(cache, directory) {
  const archive = await fetchWheel(scikitLearn, cache);
  await unpackMembers(archive, directory, (name) => /^sklearn\/datasets\/(data|images)\//.test(name));
  await rm(archive);
}

/** @param {string} cache @param {string} directory */
async function fillFromDebian(cache, directory) {
  if (!isDebian()) throw new WayClosed('this is no Debian, whose package it is');
  const { name, version, file, sha256 } = stamps;
  const downloads = path.join(cache, 'downloads');
  const destination = path.join(downloads, file);
  await mkdir(downloads, { recursive: true });
  // By its ordinary client, which needs no rights for it: the package is unpacked, not installed.
  const fetched = await run('apt-get', ['-qq', 'download', `${name}=${version}`], { cwd: downloads });
  if (fetched.code !== 0) throw new WayClosed(`apt-get could not download ${name}: ${lastLines(fetched, 1)}`);
  if (!(await hasChecksum(destination, sha256))) {
    await rm(destination);
    throw new WayClosed(`${file} is not the package whose SHA-256 is pinned`);
  }
  const result = await run('dpkg-deb', ['-x', destination, directory]);
  if (result.code !== 0) throw new WayClosed(`dpkg-deb could not unpack ${file}: ${lastLines(result, 1)}`);
  await rm(destination);
}
