import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type FileHandle, type FileSystem, nodeFileSystem, systemErrorCode } from './file-system';

/** Windows refuses a rename while another program (a virus scanner, an indexer) looks at the file. */
const busyCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);
const renameDelaysMilliseconds = [10, 20, 50, 100, 200, 400, 800];

/** Of one length, whatever the file is called: a name may be as long as the system allows. */
function temporaryName(): string {
  return `.netloom-${randomBytes(6).toString('hex')}.tmp`;
}

/** Whether a file was left behind by a write that a crash ended. */
export function isTemporaryName(name: string): boolean {
  return /^\.netloom-[0-9a-f]{12}\.tmp$/.test(name);
}

/** Content that is made while it is written need never be whole. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export interface AtomicWriteOptions {
  readonly fileSystem?: FileSystem;
  readonly platform?: NodeJS.Platform;
}

/**
 * Replaces the file at `path` so that after a crash at any moment it holds the old content or the new, never a mixture:
 * temporary file in the same folder, sync, rename, sync of the folder (the rename itself is only safe once the folder is on
 * disk). Large content may come in pieces, which are written one after the other. A link is followed, so that it stays a link. Throws the system's error; the old file is then as it was, and no
 * temporary file stays behind.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array | Pieces,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const platform = options.platform ?? process.platform;
  const pieces = piecesOf(content);
  const target = await followLink(fileSystem, path);
  const mode = await modeOf(fileSystem, target);
  const folder = dirname(target);
  const temporary = join(folder, temporaryName());

  const file = await fileSystem.open(temporary, 'wx', mode);
  try {
    await fillAndClose(file, pieces);
    await renameWithPatience(fileSystem, temporary, target, platform);
  } catch (error) {
    await removeLeftOver(fileSystem, temporary, error);
  }
  await syncFolder(fileSystem, folder, platform);
}

async function followLink(fileSystem: FileSystem, path: string): Promise<string> {
  try {
    return await fileSystem.realpath(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return path; // A new file.
    throw error;
  }
}

/** The permissions to keep, or undefined for a new file. */
async function modeOf(fileSystem: FileSystem, path: string): Promise<number | undefined> {
  try {
    return (await fileSystem.stat(path)).mode & 0o777;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function piecesOf(content: string | Uint8Array | Pieces): Pieces {
  if (typeof content === 'string') return [Buffer.from(content, 'utf8')];
  return content instanceof Uint8Array ? [content] : content;
}

async function fillAndClose(file: FileHandle, pieces: Pieces): Promise<void> {
  try {
    // One write may take only a part of the data (a full disk does that before it fails).
    for await (const data of pieces) {
      for (let offset = 0; offset < data.length; ) {
        const { bytesWritten } = await file.write(data, offset, data.length - offset);
        offset += bytesWritten;
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Renames, and tries again for a while where Windows refuses it. Throws the system's error. */
export async function renameWithPatience(
  fileSystem: FileSystem,
  from: string,
  to: string,
  platform: NodeJS.Platform,
): Promise<void> {
  for (const delay of platform === 'win32' ? renameDelaysMilliseconds : []) {
    try {
      return await fileSystem.rename(from, to);
    } catch (error) {
      if (!busyCodes.has(systemErrorCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  await fileSystem.rename(from, to);
}

/** Throws `cause` again, after taking the temporary file away as far as that works. */
async function removeLeftOver(fileSystem: FileSystem, temporary: string, cause: unknown): Promise<never> {
  try {
    await fileSystem.unlink(temporary);
  } catch (error) {
    // Already renamed or the disk is gone: the first error is the one to report.
    if (systemErrorCode(error) === '') throw error;
  }
  throw cause;
}

/** Puts a folder's entries on the disk. Windows cannot open a folder for that, and its file system orders these writes itself. */
export async function syncFolder(
  fileSystem: FileSystem,
  folder: string,
  platform: NodeJS.Platform,
): Promise<void> {
  if (platform === 'win32') return;
  const handle = await fileSystem.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems have no sync for folders.
    if (systemErrorCode(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
