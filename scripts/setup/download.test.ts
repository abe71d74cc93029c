import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { download } from './download.mjs';

/** Every test speaks to a real server on this machine, which serves `content` the way the test wants. */
const content = randomBytes(1_000_000);
const sha256 = createHash('sha256').update(content).digest('hex');

let directory: string;
let server: http.Server;
let ranges: (string | undefined)[];
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'netloom-download-'));
  ranges = [];
  answer = serveWithRanges;
  server = http.createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true });
});

function serveWithRanges(request: http.IncomingMessage, response: http.ServerResponse) {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= content.length) return response.writeHead(416).end();
  const rest = content.subarray(start);
  return response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length }).end(rest);
}

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
const destination = () => path.join(directory, 'parts', 'file');
const part = () => `${destination()}.part`;

function fetchFile(options: { sha256?: string; attempts?: number; stallSeconds?: number } = {}) {
  return download({ url: url(), destination: destination(), sha256, ...options });
}

/** Compared as a whole: vitest would compare byte by byte, to name the first that differs. */
function expectComplete() {
  expect(readFileSync(destination()).equals(content)).toBe(true);
}

it('brings the file and reports progress', async () => {
  const seen: number[] = [];
  await download({
    url: url(),
    destination: destination(),
    sha256,
    onProgress: (done, total) => seen.push(done, total),
  });
  expectComplete();
  expect(seen.at(-2)).toBe(content.length);
  expect(seen.at(-1)).toBe(content.length);
  expect(existsSync(part())).toBe(false);
});

it('asks no server for a file that is already there', async () => {
  await fetchFile();
  await fetchFile();
  expect(ranges).toEqual([undefined]);
});

it('continues an interrupted download where it ended', async () => {
  await fetchFile();
  rmSync(destination());
  writeFileSync(part(), content.subarray(0, 400_000));
  await fetchFile();
  expect(ranges.at(-1)).toBe('bytes=400000-');
  expectComplete();
});

it('continues by itself when the connection breaks', async () => {
  let connections = 0;
  answer = (request, response) => {
    connections += 1;
    if (connections > 2) return void serveWithRanges(request, response);
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': content.length - start });
    response.write(content.subarray(start, start + 300_000), () => response.destroy());
  };
  await fetchFile();
  expectComplete();
  expect(connections).toBe(3);
});

it('starts again at a server that knows no ranges', async () => {
  await fetchFile();
  rmSync(destination());
  writeFileSync(part(), content.subarray(0, 400_000));
  answer = (_request, response) => response.writeHead(200, { 'content-length': content.length }).end(content);
  await fetchFile();
  expectComplete();
});

it('throws away a damaged part and downloads again', async () => {
  await fetchFile();
  rmSync(destination());
  writeFileSync(part(), randomBytes(400_000));
  await fetchFile();
  expectComplete();
});

it('accepts a part that was complete when the run ended', async () => {
  await fetchFile();
  rmSync(destination());
  writeFileSync(part(), content);
  await fetchFile();
  expectComplete();
});

it('refuses a file with another checksum and keeps nothing of it', async () => {
  await expect(fetchFile({ sha256: '0'.repeat(64) })).rejects.toThrow(/SHA-256 is [0-9a-f]{64}, not 0{64}/);
  expect(existsSync(destination())).toBe(false);
  expect(existsSync(part())).toBe(false);
});

it('does not ask twice where the answer is no', async () => {
  answer = (_request, response) => response.writeHead(403).end();
  await expect(fetchFile()).rejects.toThrow('the server answered 403 Forbidden');
  expect(ranges).toHaveLength(1);
});

it('asks again after a passing failure', async () => {
  answer = (request, response) => {
    answer = serveWithRanges;
    response.writeHead(503).end();
    return request;
  };
  await fetchFile();
  expectComplete();
});

it('follows a redirect', async () => {
  answer = (request, response) => {
    if (request.url === '/elsewhere') return void serveWithRanges(request, response);
    response.writeHead(302, { location: '/elsewhere' }).end();
  };
  await fetchFile();
  expectComplete();
});

it('gives up on a server that falls silent, and keeps what came', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 300_000));
  };
  await expect(fetchFile({ attempts: 1, stallSeconds: 1 })).rejects.toThrow();
  expect(statSync(part()).size).toBeGreaterThan(0);
});

it('copies a file that lies on this machine', async () => {
  const source = path.join(directory, 'source');
  writeFileSync(source, content);
  await download({ url: pathToFileURL(source).href, destination: destination(), sha256 });
  expectComplete();
});

it('reports a full disk as one, and asks the server no more', async () => {
  mkdirSync(path.dirname(part()), { recursive: true });
  symlinkSync('/dev/full', part());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(ranges).toHaveLength(1);
});

it('reports a place where nothing can be written, and asks the server no more', async () => {
  mkdirSync(part(), { recursive: true });
  await expect(fetchFile()).rejects.toMatchObject({ code: 'EISDIR' });
  expect(ranges).toHaveLength(1);
});
