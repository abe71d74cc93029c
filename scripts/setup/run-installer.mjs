import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, run } from './run-command.mjs';
import { formatBytes, note } from './terminal.mjs';

/**
 * @typedef {object} Installer
 * @property {string} label
 * @property {string} script
 * @property {string[]} [argumentList]
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [environment]
 * @property {string[]} watched folders that grow while it works
 */

/** How long nothing may come at the start, and once something has. */
const firstByteSeconds = 15;
const stallSeconds = 120;
const totalSeconds = 3600;

/**
 * Runs somebody else's install script, watching that it gets on: where its server is silently barred it would wait for minutes.
 * @param {Installer} installer
 * @returns {Promise<string | null>} why it did not work, as half a sentence, or null when it did
 */
export async function runInstaller(installer) {
  const stop = new AbortController();
  const watch = watchGrowth(installer, stop);
  const result = await run(process.execPath, [installer.script, ...(installer.argumentList ?? [])], {
    cwd: installer.cwd,
    env: { ...process.env, ...installer.environment },
    signal: stop.signal,
    timeoutSeconds: totalSeconds,
  });
  clearInterval(watch);
  if (stop.signal.aborted) return 'its server does not answer';
  if (result.code === 0) return null;
  const said = lastLines(result, 200);
  const unreachable =
    /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b/.exec(said);
  if (unreachable) return `its server cannot be reached (${unreachable[0]})`;
  return `its installer failed: ${/^.*error.*$/im.exec(said)?.[0].trim() ?? `code ${result.code}`}`;
}

/** Aborts when nothing grows any more; reports progress meanwhile. @param {Installer} installer @param {AbortController} stop */
function watchGrowth(installer, stop) {
  let size = 0;
  let lastGrowth = Date.now();
  let reported = 0;
  return setInterval(async () => {
    const now = await totalSize(installer.watched);
    if (now > size) {
      size = now;
      lastGrowth = Date.now();
    }
    if (size - reported >= 20e6) {
      reported = size;
      note(`${installer.label}: ${formatBytes(size)} so far`);
    }
    if (Date.now() - lastGrowth > (size > 0 ? stallSeconds : firstByteSeconds) * 1000) stop.abort();
  }, 1000);
}

/** Bytes in these folders. @param {readonly string[]} folders @returns {Promise<number>} */
async function totalSize(folders) {
  let sum = 0;
  for (const folder of folders) {
    // Folders come and go while the installer works.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) sum += await totalSize([full]);
      else
        sum += await lstat(full).then(
          (found) => found.size,
          () => 0,
        );
    }
  }
  return sum;
}
