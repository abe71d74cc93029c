import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DecodingPool } from '../decoding-pool';
import type { FitOptions } from '../fit-image';

/** `decode-all THREADS FOLDER...`: prints what a pool makes of every file, a line each, behind the version of Node. */
const [, , threads, ...folders] = process.argv;
const FITS: readonly FitOptions[] = [
  { height: 32, width: 32, channels: 3, fit: 'squash', background: [255, 255, 255] },
  { height: 24, width: 50, channels: 1, fit: 'crop', background: [9, 90, 200] },
  { height: 50, width: 24, channels: 3, fit: 'pad', background: [9, 90, 200] },
];

async function main(): Promise<void> {
  const pool = new DecodingPool({ threads: Number(threads) });
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const lines = await Promise.all(
    files.sort().flatMap((file) => FITS.map((fit) => describe(pool, file, fit))),
  );
  await pool.close();
  console.log([process.version, ...lines].join('\n'));
}

async function describe(pool: DecodingPool, file: string, fit: FitOptions): Promise<string> {
  try {
    const { pixels, ...rest } = await pool.prepare(readFileSync(file), { fit });
    const digest = createHash('sha256').update(pixels).digest('hex');
    return JSON.stringify({ file, digest, ...rest });
  } catch (error) {
    return `${file}: ${String(error)}`;
  }
}

void main();
