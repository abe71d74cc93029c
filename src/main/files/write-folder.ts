import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renameWithPatience, syncFolder } from './atomic-write';
import { nodeFileSystem, systemErrorCode } from './file-system';

/**
 * Makes a folder whose content appears as a whole: it is filled under another name beside its place and renamed at the end. What `fill` throws
 * is thrown again, and nothing stays behind.
 *
 * @param path of the new folder; what is there makes way when the new one is complete
 * @param fill writes the files, into the folder that it is given
 * @throws the system's error
 */
export async function writeFolderAtomically(
  path: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(path);
  const beside = () => join(parent, `.netloom-${randomBytes(6).toString('hex')}.tmp`);
  const [temporary, former] = [beside(), beside()];
  await mkdir(temporary);
  try {
    await fill(temporary);
    await syncFolder(nodeFileSystem, temporary, process.platform);
    await moveIfThere(path, former);
    await renameWithPatience(nodeFileSystem, temporary, path, process.platform);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    await moveIfThere(former, path);
    throw error;
  }
  await rm(former, { recursive: true, force: true });
  await syncFolder(nodeFileSystem, parent, process.platform);
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await renameWithPatience(nodeFileSystem, from, to, process.platform);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
