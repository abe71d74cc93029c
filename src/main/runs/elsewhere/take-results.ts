import { copyFile, link, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCheckpointFile } from '../../trainer/checkpoints/checkpoint-store';
import { MIRROR_FOLDER } from '../run-files';

/** Within a mirror, as `train --out` lays its folder out. */
export const MIRRORED_CHECKPOINTS = 'checkpoints';

/** Puts the checkpoints that have come from the other machine where those of a run are, and takes older ones away. */
export async function takeResults(folder: string): Promise<void> {
  const mirrored = join(folder, MIRROR_FOLDER, MIRRORED_CHECKPOINTS);
  const there = await resumedFrom(mirrored);
  if (there.length === 0) return;
  for (const name of there) await placeFile(join(mirrored, name), join(folder, name));
  const old = (await resumedFrom(folder)).filter((name) => !there.includes(name));
  for (const name of old) await rm(join(folder, name), { force: true });
}

/** Gives a file, which may be replaced but is never written over, a second name; a copy where there can be none. */
export async function placeFile(from: string, to: string): Promise<void> {
  if (await isSameFile(from, to)) return;
  const part = `${to}.new`;
  await rm(part, { force: true });
  await link(from, part).catch(() => copyFile(from, part));
  await rename(part, to);
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one), stat(other).catch(() => null)]);
  return b !== null && a.ino === b.ino && a.dev === b.dev;
}

/** Names of the files that a run is resumed from: checkpoints, and the weights of its best epoch. */
export async function resumedFrom(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => isCheckpointFile(name) && !name.startsWith('.')).sort();
}
