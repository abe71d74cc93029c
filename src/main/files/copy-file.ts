import { randomBytes } from 'node:crypto';
import { copyFile, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Copies a file of any size so that a full disk or a crash leaves at `target` what was there before, or the whole copy. A link is followed,
 * so that it stays a link.
 *
 * @throws the system's error
 */
export async function copyFileAtomically(source: string, target: string): Promise<void> {
  // Not there yet, or a link to nothing.
  const place = await realpath(target).catch(() => target);
  const temporary = join(dirname(place), `.netloom-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await copyFile(source, temporary);
    const file = await open(temporary, 'r+');
    await file.sync().finally(() => file.close());
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
