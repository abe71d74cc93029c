import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testData } from '../scripts/setup/test-data.mjs';
import { DecodingPool } from '../src/main/data/decoding/decoding-pool';
import { thumbnailOf } from '../src/main/data/importing/examples/near-duplicates';

/*
 * `npm run bench:near-duplicates`: how far apart images are that were saved again in other ways, and different ones, by the two measures of
 * `near-duplicates.ts`: Tux Paint's stamps (fetched by `npm test`) and scikit-image's photos, saved again by Pillow (`NETLOOM_BENCH_PYTHON`).
 */

const SIDE = 64;
const HASH_LIMITS = [1, 2, 3, 4, 6];
const THUMBNAIL_LIMITS = [2, 3, 4, 6];

interface Look {
  readonly hash: bigint;
  readonly thumbnail: Uint8Array;
}

void main();

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-near-'));
  const pool = new DecodingPool();
  try {
    const script = join(__dirname, 'python', 'resave_images.py');
    const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
    const made = spawnSync(python, [script, testData('stamps').folder, folder], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    const looks = new Map<string, Map<number, Look>>();
    for (const name of readdirSync(folder)) {
      const [number = '', kind = ''] = name.split('.');
      const { differenceHash, pixels } = await pool.prepare(readFileSync(join(folder, name)), {
        fit: { height: SIDE, width: SIDE, channels: 3, fit: 'squash', background: [255, 255, 255] },
      });
      const look = { hash: BigInt(`0x${differenceHash}`), thumbnail: thumbnailOf(pixels, SIDE, SIDE, 3) };
      looks.set(kind, (looks.get(kind) ?? new Map<number, Look>()).set(Number(number), look));
    }
    report(looks);
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(looks: ReadonlyMap<string, ReadonlyMap<number, Look>>): void {
  const originals = looks.get('original') ?? new Map<number, Look>();
  const header = HASH_LIMITS.flatMap((bits) => THUMBNAIL_LIMITS.map((gray) => `${bits}/${gray}`));
  console.log(`${originals.size} images; found as almost equal by at most BITS/GRAY, in percent\n`);
  console.log(`| saved again as | ${header.join(' | ')} |\n|${' --- |'.repeat(header.length + 1)}`);
  for (const [kind, copies] of looks) {
    if (kind === 'original') continue;
    const pairs = [...copies].map(([number, copy]) => distance(originals.get(number), copy));
    console.log(`| ${kind} | ${shares(pairs, (count) => ((100 * count) / pairs.length).toFixed(1))} |`);
  }
  const list = [...originals.values()];
  const different = list.flatMap((one, at) => list.slice(at + 1).map((other) => distance(one, other)));
  console.log(`| ${different.length} pairs of different ones (number) | ${shares(different, String)} |`);
}

function shares(
  pairs: readonly { readonly bits: number; readonly gray: number }[],
  write: (count: number) => string,
): string {
  return HASH_LIMITS.flatMap((bits) =>
    THUMBNAIL_LIMITS.map((gray) =>
      write(pairs.filter((pair) => pair.bits <= bits && pair.gray <= gray).length),
    ),
  ).join(' | ');
}

function distance(one: Look | undefined, other: Look): { readonly bits: number; readonly gray: number } {
  if (one === undefined) return { bits: 64, gray: 255 };
  let bits = 0;
  for (let left = one.hash ^ other.hash; left > 0n; left >>= 1n) bits += Number(left & 1n);
  const sum = one.thumbnail.reduce(
    (total, value, at) => total + Math.abs(value - (other.thumbnail[at] ?? 0)),
    0,
  );
  return { bits, gray: sum / one.thumbnail.length };
}
