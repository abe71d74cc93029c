import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createDirectoryOnce } from './cache.mjs';
import { WayClosed } from './failure.mjs';
import { fetchWheel } from './fetch-wheel.mjs';
import { modulesDirectory, tfjsDirectory } from './paths.mjs';
import { runInstaller } from './run-installer.mjs';
import { announce, formatBytes, note, showProgress } from './terminal.mjs';
import { tensorflowForCpu, tensorflowForCuda } from './wheels.mjs';
import { listMembers, unpackMembers } from './zip-archive.mjs';

/**
 * A TensorFlow C library in the cache.
 * @typedef {object} TensorflowLibrary
 * @property {'official' | 'cpu' | 'cuda'} kind
 * @property {string} label for people
 * @property {string} directory
 * @property {string} libraries the folder of the two shared libraries
 * @property {string[]} links the linker's names of them
 * @property {string} headers
 * @property {string} [addon] the addon that came with it, if one did
 * @property {Record<string, string>} environment what a process that loads it needs
 *
 * One way to get one; `isCached` says whether it needs no network.
 * @typedef {object} LibraryWay
 * @property {TensorflowLibrary['kind']} kind
 * @property {string} reason why this one is wanted
 * @property {boolean} isCached
 * @property {() => Promise<TensorflowLibrary>} obtain
 */

const title = 'libtensorflow';

/**
 * The ways to a library for this machine, the preferred first. The self-test decides which of them is kept.
 * @param {string} cache
 * @param {{ environment?: NodeJS.ProcessEnv; driver?: string | null }} [machine] `driver`: where an NVIDIA driver shows itself
 * @returns {LibraryWay[]}
 */
export function listLibraryWays(cache, { environment = process.env, driver = findNvidiaDriver() } = {}) {
  const forced = environment.NETLOOM_LIBTENSORFLOW;
  const cudaWheels = process.platform === 'linux' ? tensorflowForCuda[process.arch] : undefined;
  const cpuWheel = process.platform === 'linux' ? tensorflowForCpu[process.arch] : undefined;
  const cuda = cudaWheels && wheelWay('cuda', cudaWheels, cache);
  const cpu = cpuWheel && wheelWay('cpu', [cpuWheel], cache);
  if (forced === 'cuda' && cuda) return [cuda('NETLOOM_LIBTENSORFLOW=cuda asks for it')];
  if (forced === 'cpu' && cpu) return [cpu('NETLOOM_LIBTENSORFLOW=cpu asks for it')];
  /** @type {LibraryWay[]} */
  const ways = [];
  if (driver && cuda) ways.push(cuda(`there is an NVIDIA driver (${driver})`));
  const cpuWay = cpu?.(driver ? 'the CUDA build did not work' : 'there is no NVIDIA driver');
  // Whoever has an NVIDIA card gets no official library: its CUDA 11 build does not know the cards of today.
  const official = environment.NETLOOM_SETUP === 'registry' || (driver && cuda) ? [] : [officialWay(cache)];
  // The wheel holds the newer TensorFlow: once it is here, there is nothing to fetch.
  if (cpuWay?.isCached) ways.push(cpuWay, ...official);
  else ways.push(...official, ...(cpuWay ? [cpuWay] : []));
  return ways;
}

/** Where an NVIDIA driver shows itself, or null. */
export function findNvidiaDriver() {
  const places = ['/proc/driver/nvidia/version', '/dev/nvidiactl', '/usr/lib/wsl/lib/libcuda.so.1'];
  return places.find((place) => existsSync(place)) ?? null;
}

/**
 * @param {'cpu' | 'cuda'} kind
 * @param {readonly import('./wheels.mjs').Wheel[]} wheels
 * @param {string} cache
 * @returns {(reason: string) => LibraryWay}
 */
function wheelWay(kind, wheels, cache) {
  const key = createHash('sha256')
    .update(wheels.map((wheel) => wheel.sha256).join(' '))
    .digest('hex')
    .slice(0, 12);
  const version = wheels[0]?.version ?? '';
  const directory = path.join(cache, 'libtensorflow', `${kind}-${version}-${key}`);
  const label = `TensorFlow ${version} for ${kind === 'cuda' ? 'NVIDIA cards (CUDA 12)' : 'the CPU'}`;
  return (reason) => ({
    kind,
    reason,
    isCached: existsSync(directory),
    async obtain() {
      announce(title, `${label}, because ${reason}`);
      if (existsSync(directory)) note('already in the cache');
      await createDirectoryOnce(directory, (temporary) => unpackWheels(wheels, cache, temporary));
      for (const wheel of wheels) await rm(path.join(cache, 'downloads', wheel.file), { force: true });
      return {
        kind,
        label,
        directory,
        libraries: path.join(directory, 'tensorflow'),
        links: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
        headers: path.join(directory, 'tensorflow', 'include'),
        environment: await cudaEnvironment(directory),
      };
    },
  });
}

/** @param {readonly import('./wheels.mjs').Wheel[]} wheels @param {string} cache @param {string} directory */
async function unpackWheels(wheels, cache, directory) {
  const bytes = wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  if (wheels.length > 1) note(`${formatBytes(bytes)} in ${wheels.length} files`);
  for (const wheel of wheels) {
    const archive = await fetchWheel(wheel, cache);
    const members = (await listMembers(archive)).filter((member) => isNeeded(member.name));
    const size = members.reduce((sum, member) => sum + member.size, 0);
    const progress = showProgress(`unpacking ${wheel.project}`, size);
    let done = 0;
    await unpackMembers(archive, directory, isNeeded, (count) => {
      done += count;
      progress.update(done);
    });
    progress.end();
  }
}

const neededParts = [
  /^tensorflow\/libtensorflow_(cc|framework)\.so\.2$/,
  // The headers of the C interface, and the four others they include.
  /^tensorflow\/include\/tensorflow\/c\/(eager\/)?[a-z_]+\.h$/,
  /^tensorflow\/include\/(tensorflow\/core|tsl)\/platform\/ctstring(_internal)?\.h$/,
  /^tensorflow\/include\/xla\/tsl\/c\/tsl_status\.h$/,
  /^nvidia\/[a-z_]+\/lib\/(?!.*\.alt\.|libcusolverMg|libnvblas|libcufftw).*\.so(\.\d+)*$/,
  // TensorFlow assembles some kernels for the card it finds.
  /^nvidia\/cuda_nvcc\/bin\/ptxas$/,
  /^nvidia\/cuda_nvcc\/nvvm\/libdevice\//,
];

/** Whether the engine needs this member of a wheel. @param {string} name */
export function isNeeded(name) {
  return neededParts.some((part) => part.test(name));
}

/** @param {string} directory @returns {Promise<Record<string, string>>} */
async function cudaEnvironment(directory) {
  const nvidia = path.join(directory, 'nvidia');
  if (!existsSync(nvidia)) return {};
  const parts = (await readdir(nvidia)).sort();
  const libraries = parts
    .map((part) => path.join(nvidia, part, 'lib'))
    .filter((folder) => existsSync(folder));
  return {
    LD_LIBRARY_PATH: libraries.join(path.delimiter),
    PATH: path.join(nvidia, 'cuda_nvcc', 'bin'),
    XLA_FLAGS: `--xla_gpu_cuda_data_dir=${path.join(nvidia, 'cuda_nvcc')}`,
  };
}

/** tfjs-node's own installer, which brings libtensorflow 2.9.1 and an addon. @param {string} cache @returns {LibraryWay} */
function officialWay(cache) {
  const directory = path.join(cache, 'libtensorflow', `official-4.22.0-${process.platform}-${process.arch}`);
  const reason = 'it is the one tfjs-node names';
  return {
    kind: 'official',
    reason,
    isCached: existsSync(directory),
    async obtain() {
      announce(title, `the official one, because ${reason}`);
      if (existsSync(directory)) note('already in the cache');
      await createDirectoryOnce(directory, installOfficial);
      return {
        kind: 'official',
        label: 'the official libtensorflow for the CPU',
        directory,
        libraries: path.join(directory, 'deps', 'lib'),
        links: [],
        headers: path.join(directory, 'deps', 'include'),
        addon: path.join(directory, 'tfjs_binding.node'),
        environment: {},
      };
    },
  };
}

/** @param {string} temporary */
async function installOfficial(temporary) {
  const deps = path.join(tfjsDirectory, 'deps');
  const addon = path.join(tfjsDirectory, 'lib', 'napi-v8', 'tfjs_binding.node');
  await rm(deps, { recursive: true, force: true });
  await rm(path.join(tfjsDirectory, 'lib'), { recursive: true, force: true });
  const closed = await runInstaller({
    label: 'downloading with tfjs-node’s own installer',
    script: path.join(tfjsDirectory, 'scripts', 'install.js'),
    argumentList: ['cpu', 'download'],
    cwd: tfjsDirectory,
    environment: { PATH: [path.join(modulesDirectory, '.bin'), process.env.PATH].join(path.delimiter) },
    watched: [deps, path.dirname(addon)],
  });
  if (closed) throw new WayClosed(closed);
  if (!existsSync(addon)) throw new WayClosed('its installer left no addon');
  await move(deps, path.join(temporary, 'deps'));
  await move(addon, path.join(temporary, 'tfjs_binding.node'));
}

/** Renames, or copies where the cache is on another file system. @param {string} from @param {string} to */
async function move(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
    await rm(from, { recursive: true });
  }
}
