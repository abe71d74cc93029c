import { copyFile, link, lstat, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failure } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { digestOfFile } from '../../files/digest';
import type { SentFile, Upload } from './protocol';

/** Left free on the disk: a run writes checkpoints, too. */
const SPARE_BYTES = 100e6;

/** What the user is to read. */
export class AgentFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** A folder of ours, made where it is not there. One that is a link, or another user's, is refused. */
export async function ownFolder(host: string, root: string, ...names: readonly string[]): Promise<string> {
  let path = root;
  for (const name of ['', ...names]) {
    path = join(path, name);
    const found = await lstat(path).catch(() => null);
    if (found === null) await mkdir(path, { mode: 0o700 });
    else if (found.isSymbolicLink()) {
      throw new AgentFailure(failure('remote-folder-is-link', { host, folder: path, target: '?' }));
    } else if (!found.isDirectory() || found.uid !== process.getuid?.()) {
      throw new AgentFailure(failure('remote-folder-foreign', { host, folder: path }));
    }
  }
  return path;
}

/** Which files are still to be put into a folder, after making sure that there is room for them. */
export async function planUpload(host: string, folder: string, files: readonly SentFile[]): Promise<Upload> {
  const there = await Promise.all(
    files.map(({ name, bytes }) =>
      stat(join(folder, name)).then(
        ({ size }) => size === bytes,
        () => false,
      ),
    ),
  );
  const missing = files.flatMap((_file, index) => (there[index] === true ? [] : [index]));
  const neededBytes = missing.reduce((sum, index) => sum + (files[index]?.bytes ?? 0), 0) + SPARE_BYTES;
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (neededBytes > freeBytes) {
    throw new AgentFailure(failure('remote-no-room', { host, neededBytes, freeBytes }));
  }
  for (const { name } of files) await mkdir(dirname(join(folder, name)), { recursive: true });
  return { upload: folder, missing };
}

/** Refuses, and takes away, what did not arrive as it was sent. */
export async function requireWhole(host: string, folder: string, files: readonly SentFile[]): Promise<void> {
  for (const { name, sha256 } of files) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isFile() === true && (await digestOfFile(path)) === sha256) continue;
    await rm(path, { recursive: true, force: true });
    throw new AgentFailure(failure('remote-file-damaged', { name, host }));
  }
}

/** Moves files that were checked from one folder into another. */
export async function moveFiles(from: string, to: string, files: readonly SentFile[]): Promise<void> {
  for (const { name } of files) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await rename(join(from, name), join(to, name));
  }
}

/** Plain files in a folder and the folder `checkpoints` in it; what is hidden is not finished, or a lock. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await Promise.all(
    ['', 'checkpoints/'].map(async (prefix) => {
      const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ name }) => `${prefix}${name}`);
    }),
  );
  return names.flat().sort();
}

/** Another name for a file's content of this moment: should the file be replaced, the name keeps what it was. */
export async function keepCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}
