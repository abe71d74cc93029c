import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SetupFailure } from './failure.mjs';
import { note } from './terminal.mjs';

const unfinishedPrefix = '.unfinished-';

/**
 * Makes a directory appear complete or not at all: `fill` works in a temporary one beside it, which is renamed when `fill`
 * returns. So whatever exists in the cache is whole, however a run was ended.
 * @param {string} directory
 * @param {(temporary: string) => Promise<void>} fill
 */
export async function createDirectoryOnce(directory, fill) {
  if (existsSync(directory)) return;
  const parent = path.dirname(directory);
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(path.join(parent, unfinishedPrefix));
  try {
    await chmod(temporary, 0o755);
    await fill(temporary);
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Holds the cache for this process while `work` runs: two set-ups at once would download the same parts twice. What an ended
 * run left half-made is removed first.
 * @template Result
 * @param {string} cache
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withCache(cache, work) {
  try {
    await mkdir(cache, { recursive: true });
  } catch (error) {
    throw new SetupFailure(
      `The cache directory ${cache} cannot be made (${/** @type {Error} */ (error).message}): run again with NETLOOM_CACHE=/some/writable/directory.`,
    );
  }
  const release = await takeLock(path.join(cache, 'set-up.lock'));
  try {
    await removeUnfinished(cache);
    return await work();
  } finally {
    await release();
  }
}

/** @param {string} cache */
async function removeUnfinished(cache) {
  for (const entry of await readdir(cache, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = path.join(cache, entry.name);
    for (const name of await readdir(inner)) {
      if (name.startsWith(unfinishedPrefix))
        await rm(path.join(inner, name), { recursive: true, force: true });
    }
  }
}

/**
 * Takes a lock file that names its holder; one whose holder no longer lives is taken over.
 * @param {string} file
 * @returns {Promise<() => Promise<void>>} gives it back
 */
export async function takeLock(file) {
  const holder = `${process.pid} ${await startTime(process.pid)}`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(holder);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (await isAbandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (attempt === 0) note(`another set-up is running (${file}); waiting for it`);
    await wait(500);
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  const [pid = '', started = ''] = await readFile(file, 'utf8').then(
    (text) => text.split(' '),
    () => [],
  );
  // Just made and not yet written to: leave its maker a moment.
  if (pid === '')
    return wait(1000).then(() =>
      readFile(file, 'utf8').then(
        (text) => text === '',
        () => false,
      ),
    );
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return true;
  }
  return started !== (await startTime(Number(pid)));
}

/** When a process began, to distinguish it from a later one with the same number; empty where the system does not say. @param {number} pid */
async function startTime(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 22, counted after the command's name, which may hold spaces and parentheses.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
