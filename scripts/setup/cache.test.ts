import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDirectoryOnce, takeLock, withCache } from './cache.mjs';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'netloom-cache-'));
});

afterEach(() => rmSync(cache, { recursive: true }));

it('makes a directory appear only when it is complete', async () => {
  const directory = path.join(cache, 'parts', 'a');
  await createDirectoryOnce(directory, async (temporary) => {
    writeFileSync(path.join(temporary, 'file'), 'whole');
    expect(existsSync(directory)).toBe(false);
  });
  expect(readFileSync(path.join(directory, 'file'), 'utf8')).toBe('whole');
});

it('leaves nothing behind when filling fails', async () => {
  const failing = createDirectoryOnce(path.join(cache, 'parts', 'a'), () =>
    Promise.reject(new Error('no room')),
  );
  await expect(failing).rejects.toThrow('no room');
  expect(readdirSync(path.join(cache, 'parts'))).toEqual([]);
});

it('fills a directory once', async () => {
  let count = 0;
  const fill = async () => {
    count += 1;
  };
  await createDirectoryOnce(path.join(cache, 'parts', 'a'), fill);
  await createDirectoryOnce(path.join(cache, 'parts', 'a'), fill);
  expect(count).toBe(1);
});

it('removes what an interrupted run left half-made, and nothing else', async () => {
  mkdirSync(path.join(cache, 'electron', '.unfinished-x'), { recursive: true });
  mkdirSync(path.join(cache, 'electron', 'whole'));
  mkdirSync(path.join(cache, 'downloads'));
  writeFileSync(path.join(cache, 'downloads', 'a.whl.part'), 'half');
  await withCache(cache, async () => {
    expect(readdirSync(path.join(cache, 'electron'))).toEqual(['whole']);
    expect(readdirSync(path.join(cache, 'downloads'))).toEqual(['a.whl.part']);
  });
});

it('lets one set-up work at a time', async () => {
  const file = path.join(cache, 'lock');
  const release = await takeLock(file);
  let isSecondIn = false;
  const second = takeLock(file).then((releaseSecond) => {
    isSecondIn = true;
    return releaseSecond;
  });
  await wait(700);
  expect(isSecondIn).toBe(false);
  await release();
  const releaseSecond = await second;
  await releaseSecond();
  expect(existsSync(file)).toBe(false);
});

it('takes over the lock of a process that was killed', async () => {
  const file = path.join(cache, 'lock');
  const script = `import(${JSON.stringify(new URL('cache.mjs', import.meta.url).href)}).then(({ takeLock }) => takeLock(${JSON.stringify(file)})).then(() => { console.log('held'); setInterval(() => {}, 1000); });`;
  const holder = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(file)).toBe(true);
  const release = await takeLock(file);
  await release();
});

it('takes over the lock of a process whose number belongs to another by now', async () => {
  const file = path.join(cache, 'lock');
  writeFileSync(file, `${process.pid} 1`);
  const release = await takeLock(file);
  await release();
});
