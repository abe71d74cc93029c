import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WayClosed } from './failure.mjs';

/**
 * @typedef {object} DownloadRequest
 * @property {string} url `https:`, `http:` or `file:`
 * @property {string} destination
 * @property {string} sha256 what the file must be, in hexadecimal
 * @property {(done: number, total: number) => void} [onProgress] bytes there, and bytes in all (0 while unknown)
 * @property {number} [stallSeconds] how long the server may be silent
 * @property {number} [attempts] connections made before giving up
 */

/** The server answered, but will not give the file: asking again is of no use. */
class Refused extends WayClosed {}

/** What came down is not what was asked for. */
class Corrupt extends WayClosed {}

/**
 * Downloads a file and checks it. Bytes go to `destination + '.part'`, which a later attempt, or a later run, continues; only a
 * file with the right checksum gets its name.
 * @param {DownloadRequest} request
 * @throws {WayClosed} when the file cannot be had this way
 */
export async function download(request) {
  await mkdir(path.dirname(request.destination), { recursive: true });
  if (await hasChecksum(request.destination, request.sha256)) return;
  const part = `${request.destination}.part`;
  try {
    await fetchChecked(request, part);
  } catch (error) {
    if (!(error instanceof Corrupt)) throw error;
    // A part left by something else, or damaged on the way: once more from the first byte.
    await fetchChecked(request, part);
  }
  await rename(part, request.destination);
}

/** Whether the file exists and is the one meant. @param {string} file @param {string} sha256 */
export async function hasChecksum(file, sha256) {
  return (await sizeOf(file)) > 0 && (await checksum(file)) === sha256;
}

/** The SHA-256 of a file, in hexadecimal. @param {string} file */
export async function checksum(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** @param {DownloadRequest} request @param {string} part */
async function fetchChecked(request, part) {
  if (request.url.startsWith('file:')) await copyFile(fileURLToPath(request.url), part);
  else await fetchResuming(request, part);
  const found = await checksum(part);
  if (found === request.sha256) return;
  await rm(part);
  throw new Corrupt(`its SHA-256 is ${found}, not ${request.sha256}`);
}

/** @param {DownloadRequest} request @param {string} part */
async function fetchResuming(request, part) {
  const attempts = request.attempts ?? 5;
  for (let attempt = 1; ; attempt += 1) {
    const before = await sizeOf(part);
    try {
      return await fetchRest(request, part);
    } catch (error) {
      if (error instanceof Refused || isOfThisMachine(error)) throw error;
      if (attempt >= attempts) throw new WayClosed(/** @type {Error} */ (error).message);
      // A connection that brought something was a good one: the next counts as the first again.
      if ((await sizeOf(part)) > before) attempt = 0;
      await wait(Math.min(8000, 500 * 2 ** attempt));
    }
  }
}

/** Whether the file could not be written here, a full disk above all: another way to the same file ends there, too. @param {unknown} error */
function isOfThisMachine(error) {
  const { syscall, code } = /** @type {NodeJS.ErrnoException} */ (error);
  return code !== undefined && /^(open|write|fsync|ftruncate)$/.test(syscall ?? '');
}

/** One connection: asks for the bytes still missing and appends them. @param {DownloadRequest} request @param {string} part */
async function fetchRest(request, part) {
  const stallSeconds = request.stallSeconds ?? 30;
  let have = await sizeOf(part);
  const response = await connect(request.url, have, stallSeconds);
  // A server that knows no ranges starts from the first byte again.
  if (response.statusCode === 200) have = 0;
  // Nothing lies beyond the last byte: the part is complete, or not of this file. The checksum decides.
  if (response.statusCode === 416) return void response.destroy();
  const length = Number(response.headers['content-length'] ?? 0);
  const total = length > 0 ? have + length : 0;
  let done = have;
  response.on('data', (/** @type {Buffer} */ chunk) => {
    done += chunk.length;
    request.onProgress?.(done, total);
  });
  response.setTimeout(stallSeconds * 1000, () =>
    response.destroy(new Error(`the server was silent for ${stallSeconds} s`)),
  );
  await pipeline(response, createWriteStream(part, { flags: have > 0 ? 'a' : 'w' }));
  if (total > 0 && done < total) throw new Error('the connection ended early');
}

/**
 * @param {string} url
 * @param {number} offset the first byte wanted
 * @param {number} stallSeconds
 * @param {number} [redirectsLeft]
 * @returns {Promise<http.IncomingMessage>} with status 200, 206 or 416
 */
async function connect(url, offset, stallSeconds, redirectsLeft = 5) {
  const response = await open(url, offset, stallSeconds);
  const status = response.statusCode ?? 0;
  if (status === 200 || status === 206 || status === 416) return response;
  response.resume();
  const location = response.headers.location;
  if (status >= 300 && status < 400 && location && redirectsLeft > 0) {
    return connect(new URL(location, url).href, offset, stallSeconds, redirectsLeft - 1);
  }
  const reason = `the server answered ${status} ${response.statusMessage ?? ''}`.trim();
  // 408, 429 and 5xx pass; everything else is the server's last word.
  if (status === 408 || status === 429 || status >= 500) throw new Error(reason);
  throw new Refused(reason);
}

/** @param {string} url @param {number} offset @param {number} stallSeconds @returns {Promise<http.IncomingMessage>} */
function open(url, offset, stallSeconds) {
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const headers = offset > 0 ? { range: `bytes=${offset}-` } : {};
    const request = client.get(url, { headers, timeout: stallSeconds * 1000 }, resolve);
    request.on('timeout', () => request.destroy(new Error(`no answer within ${stallSeconds} s`)));
    request.on('error', reject);
  });
}

/** In bytes; 0 when there is no such file. @param {string} file */
async function sizeOf(file) {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}
