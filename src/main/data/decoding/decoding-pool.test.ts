import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { timeLimit } from '../../../testing/time-limit.mjs';
import { startOwnThread } from '../../files/own-thread';
import { DecodingPool, type DecodingPoolOptions } from './decoding-pool';
import type { FitOptions } from './fit-image';
import { ImageProblem } from './image-problem';
import { oddImageNames, readOddImage } from './testing/odd-images';

const fit: FitOptions = { height: 32, width: 24, channels: 3, fit: 'crop', background: [255, 255, 255] };
const pools: DecodingPool[] = [];

function poolOf(options: DecodingPoolOptions): DecodingPool {
  const pool = new DecodingPool(options);
  pools.push(pool);
  return pool;
}

/** Threads that really decode, but end or sleep when they are sent certain words. */
const fragile = () => startOwnThread(join(__dirname, 'testing'), 'fragile-worker');

afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** Everything that a pool makes of the odd images, in their order. */
async function prepareAll(pool: DecodingPool) {
  return Promise.all(
    oddImageNames().map((name) =>
      pool.prepare(readOddImage(name), { fit }).then(
        ({ pixels, ...rest }) => [name, Buffer.from(pixels).toString('base64'), rest],
        (error: unknown) => [name, String(error)],
      ),
    ),
  );
}

describe('a pool of decoding threads', () => {
  it('gives the same with one thread and with two', async () => {
    const one = await prepareAll(poolOf({ threads: 1 }));
    expect(await prepareAll(poolOf({ threads: 2 }))).toEqual(one);
    expect(one.filter((entry) => entry.length === 3)).toHaveLength(36);
  });

  it('decodes without fitting', async () => {
    const { width, height, pixels } = await poolOf({ threads: 1 }).decode(readOddImage('exif6.jpg'));
    expect([width, height, pixels.length]).toEqual([80, 120, 80 * 120 * 4]);
  });

  it('keeps to its limits', async () => {
    const pool = poolOf({ threads: 1, limits: { maxPixels: 9_599 } });
    await expect(pool.decode(readOddImage('rgb.png'))).rejects.toMatchObject({ reason: 'image-too-large' });
  });

  it.each(['end', 'throw'])('a thread that dies (%s) loses only its image', async (word) => {
    const pool = poolOf({ threads: 2, startThread: fragile });
    const good = readOddImage('rgb.png');
    const order = [good, Buffer.from(word), good, good, Buffer.from(word), good, good];
    const results = await Promise.allSettled(order.map((bytes) => pool.prepare(bytes, { fit })));
    expect(results.map(({ status }) => status)).toEqual(
      order.map((bytes) => (bytes === good ? 'fulfilled' : 'rejected')),
    );
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toBeInstanceOf(ImageProblem);
      expect(result.reason).toMatchObject({ reason: 'decoder-died' });
    }
  });

  it('gives up an image that never ends', async () => {
    // The other image, for which a thread starts, has to be there within it as well.
    const secondsPerImage = Math.ceil(timeLimit(5) / 1_000);
    const pool = poolOf({ threads: 1, startThread: fragile, secondsPerImage });
    const endless = pool.prepare(Buffer.from('sleep'), { fit });
    const next = pool.prepare(readOddImage('rgb.png'), { fit });
    await expect(endless).rejects.toMatchObject({
      reason: 'decoder-died',
      detail: `no result after ${secondsPerImage} s`,
    });
    await expect(next).resolves.toMatchObject({ width: 120 });
  });

  it('closed, ends what it has begun', async () => {
    const pool = poolOf({ threads: 1, startThread: fragile });
    const waiting = [pool.prepare(Buffer.from('sleep'), { fit }), pool.decode(readOddImage('rgb.png'))];
    const results = Promise.allSettled(waiting);
    await pool.close();
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.decode(readOddImage('rgb.png'))).rejects.toThrow('closed');
  });
});
