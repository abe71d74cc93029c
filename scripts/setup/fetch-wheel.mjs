import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { checksum, download, hasChecksum } from './download.mjs';
import { WayClosed } from './failure.mjs';
import { lastLines, run } from './run-command.mjs';
import { formatBytes, note, showProgress } from './terminal.mjs';

/** @typedef {import('./wheels.mjs').Wheel} Wheel */

/**
 * Brings a wheel into the cache and returns its path. pip, as the user has configured it (index, mirror, proxy), says where the
 * file lies; it is then downloaded by our own means, which continue after an interruption. Where that way is barred (a proxy, a
 * mirror with a password), pip downloads it itself.
 * @param {Wheel} wheel
 * @param {string} cache
 * @throws {WayClosed}
 */
export async function fetchWheel(wheel, cache) {
  const destination = path.join(cache, 'downloads', wheel.file);
  if (await hasChecksum(destination, wheel.sha256)) return destination;
  await mkdir(path.dirname(destination), { recursive: true });
  const url = await locate(wheel);
  const progress = showProgress(`downloading ${wheel.project} ${wheel.version}`, wheel.bytes);
  try {
    await download({ url, destination, sha256: wheel.sha256, onProgress: (done) => progress.update(done) });
    progress.end(`downloaded ${wheel.file}, ${formatBytes(wheel.bytes)}, SHA-256 as pinned`);
  } catch (error) {
    progress.end();
    if (!(error instanceof WayClosed)) throw error;
    note(`a direct download is not possible (${error.message}); pip downloads it instead`);
    await downloadWithPip(wheel, destination);
  }
  return destination;
}

/** The URL of a wheel, as pip finds it. @param {Wheel} wheel */
async function locate(wheel) {
  // `index versions` at this verbosity names every file of the project, and unlike a dry-run install fetches none of them.
  const result = await run('python3', ['-m', 'pip', 'index', 'versions', wheel.project, '-vv'], {
    timeoutSeconds: 120,
  });
  const url = findLink(`${result.output}\n${result.errors}`, wheel.file);
  if (url) return url;
  if (result.code === 127) throw new WayClosed('there is no python3');
  if (/No module named pip/.test(result.errors)) throw new WayClosed('python3 has no pip');
  throw new WayClosed(`pip does not find ${wheel.file}: ${lastLines(result, 1)}`);
}

/**
 * The link to `file` in pip's log, without the checksum some indexes append.
 * @param {string} log
 * @param {string} file
 */
export function findLink(log, file) {
  const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:https?|file)://[^\\s#]*/${escaped}(?=[\\s#?]|$)`, 'm').exec(log)?.[0];
}

/** @param {Wheel} wheel @param {string} destination */
async function downloadWithPip(wheel, destination) {
  const directory = await mkdtemp(path.join(path.dirname(destination), '.unfinished-'));
  try {
    // The tags of the file name: the user's own Python may be of any version.
    const platforms =
      wheel.file
        .replace(/\.whl$/, '')
        .split('-')
        .at(-1) ?? '';
    const result = await run(
      'python3',
      [
        '-m',
        'pip',
        'download',
        '--no-deps',
        '--only-binary=:all:',
        '--dest',
        directory,
        '--python-version',
        '3.11',
      ]
        .concat(platforms.split('.').flatMap((platform) => ['--platform', platform]))
        .concat(`${wheel.project}==${wheel.version}`),
      { timeoutSeconds: 3600 },
    );
    const file = path.join(directory, wheel.file);
    if (!existsSync(file))
      throw new WayClosed(`pip could not download ${wheel.file}: ${lastLines(result, 1)}`);
    const found = await checksum(file);
    if (found !== wheel.sha256)
      throw new WayClosed(`the SHA-256 of ${wheel.file} is ${found}, not ${wheel.sha256}`);
    await rename(file, destination);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
