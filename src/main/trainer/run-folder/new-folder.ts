import { constants } from 'node:fs';
import { access, mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isThere } from '../../files/is-there';

/**
 * Whether a folder that does not exist could be made, as far as that can be seen without making it: where the first folder above it that
 * exists may be written to. False where it is there already.
 *
 * @throws the system's error where it could not be made
 */
export async function canBeMade(path: string): Promise<boolean> {
  if (await isThere(path)) return false;
  let above = dirname(path);
  while (!(await isThere(above)) && dirname(above) !== above) above = dirname(above);
  // A file in the place of a folder fails with the system's own reason.
  await stat(`${above}/.`);
  await access(above, constants.W_OK | constants.X_OK);
  return true;
}

/** Makes a folder and those above it; the answer removes those that were made and hold nothing. */
export async function makeFolder(path: string): Promise<() => Promise<void>> {
  const made: string[] = [];
  for (let folder = path; !(await isThere(folder)); folder = dirname(folder)) made.push(folder);
  const removeEmpty = async () => {
    // Fails for every folder that holds something, and so for those above it.
    for (const folder of made) await rmdir(folder).catch(() => undefined);
  };
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    await removeEmpty();
    throw error;
  }
  return removeEmpty;
}
