import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DecodingPool } from '../src/main/data/decoding/decoding-pool';
import type { FitOptions } from '../src/main/data/decoding/fit-image';
import { describeMachine } from './machine';
import { median } from './measurement';

/**
 * `npm run bench:decoding -- [--count 2000] [--threads 2] [--rounds 3]`: photos of 500 x 375 pixels, decoded, hashed and fitted to 224 x 224 by the decoding
 * pool, against Pillow (which hashes nothing) on the same files, with as many processes, in turns. The pixels have to be the same. Needs a Python
 * with Pillow and scikit-image: `NETLOOM_BENCH_PYTHON`. Memory is the peak of each process.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    /** For the process that measures: a folder of photos. */
    measure: { type: 'string' },
  },
});

const FIT: FitOptions = { height: 224, width: 224, channels: 3, fit: 'squash', background: [0, 0, 0] };
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const script = join(__dirname, 'python', 'prepare_images.py');

interface Result {
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** SHA-256 of all pixels, in the order of the files. */
  readonly digest: string;
}

if (values.measure === undefined) main();
else void measure(values.measure);

function main(): void {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores; ${values.count} photos of 500 x 375 to 224 x 224\n`);
  const folder = mkdtempSync(join(tmpdir(), 'netloom-photos-'));
  try {
    run(python, [script, 'make', folder, values.count]);
    const own: Result[] = [];
    const pillow: Result[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const again = [...process.execArgv, __filename, '--measure', folder, '--threads', values.threads];
      own.push(JSON.parse(run(process.execPath, again)));
      pillow.push(JSON.parse(run(python, [script, 'prepare', folder, values.threads])));
    }
    const equal = new Set([...own, ...pillow].map(({ digest }) => digest)).size === 1;
    console.log('| who | seconds, best | median | photos/s | peak MB |\n| --- | --- | --- | --- | --- |');
    for (const [name, results] of Object.entries({ Netloom: own, Pillow: pillow })) {
      const best = bestOf(results);
      const memory = Math.max(...results.map(({ peakMegabytes }) => peakMegabytes));
      const middle = median(results.map(({ seconds }) => seconds));
      const figures = [best.toFixed(2), middle.toFixed(2), (Number(values.count) / best).toFixed(0)];
      console.log(`| ${[name, ...figures, memory.toFixed(0)].join(' | ')} |`);
    }
    console.log(`\nNetloom takes ${(bestOf(own) / bestOf(pillow)).toFixed(2)} times as long as Pillow.`);
    console.log(equal ? 'The pixels are the same.' : 'The pixels DIFFER.');
    if (!equal) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bestOf(results: readonly Result[]): number {
  return Math.min(...results.map(({ seconds }) => seconds));
}

function run(command: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

/** In its own process, so that its peak of memory is its own. */
async function measure(folder: string): Promise<void> {
  const pool = new DecodingPool({ threads: Number(values.threads) });
  const paths = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  const prepare = async (path: string | undefined) =>
    (await pool.prepare(readFileSync(path ?? ''), { fit: FIT })).pixels;
  await Promise.all(Array.from({ length: pool.threads }, () => prepare(paths[0])));
  const hash = createHash('sha256');
  const start = performance.now();
  // Some images ahead of the one whose turn it is, as an import has them.
  const ahead = paths.slice(0, 4 * pool.threads).map(prepare);
  for (let index = 0; index < paths.length; index += 1) {
    hash.update((await ahead.shift()) ?? new Uint8Array());
    const next = paths[index + 4 * pool.threads];
    if (next !== undefined) ahead.push(prepare(next));
  }
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  const peakMegabytes = process.resourceUsage().maxRSS / 1000;
  console.log(JSON.stringify({ seconds, peakMegabytes, digest: hash.digest('hex') } satisfies Result));
}
