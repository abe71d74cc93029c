import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataJobState } from '../src/contract/contract';
import { RunningJob } from '../src/main/data/importing/data-job';
import { importProcess } from '../src/main/data/importing/start-import-process';
import { describeMachine } from './machine';

/**
 * `npm run bench:photos -- [--count 20000] [--different 1000]`: class folders of photos of 500 x 375 pixels imported at 224 x 224, and what that
 * comes to for the 547,225 photos of a user who waited seven hours elsewhere. `--different` of them are made, the others are links to
 * these. Needs a Python with Pillow and scikit-image: `NETLOOM_BENCH_PYTHON`.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, different: { type: 'string', default: '1000' } },
});

const PHOTOS = 547_225;
const CLASSES = 20;
const home = mkdtempSync(join(tmpdir(), 'netloom-bench-photos-'));
void main().finally(() => rmSync(home, { recursive: true, force: true }));

async function main(): Promise<void> {
  const { processor, cores, node } = describeMachine();
  const count = Number(values.count);
  console.log(`${processor}, ${cores} cores, Node ${node}; ${count} photos of 500 x 375 to 224 x 224\n`);
  const source = writePhotos(count);
  const root = join(home, 'datasets');
  const started = performance.now();
  let last: DataJobState = { type: 'canceled' };
  const job = new RunningJob({
    ...{ start: importProcess(__dirname), root },
    command: {
      ...{ type: 'import', path: source, root },
      choices: {
        ...{ name: 'Photos', answers: {}, duplicates: 'keep' },
        image: { height: 224, width: 224, channels: 3, fit: 'crop', background: [255, 255, 255] },
        split: { rule: 'seeded', validation: 0, test: 0.1, seed: 1 },
      },
    },
    onState: (state) => {
      last = state;
    },
  });
  await job.ended;
  const state = last as DataJobState;
  if (state.type !== 'imported') throw new Error(JSON.stringify(state));
  const seconds = (performance.now() - started) / 1_000;
  const minutes = (seconds / count) * (PHOTOS / 60);
  console.log(`${seconds.toFixed(1)} s, ${((1_000 * seconds) / count).toFixed(2)} ms a photo`);
  console.log(`${PHOTOS} photos: ${minutes.toFixed(0)} minutes`);
  if (minutes > 60) process.exitCode = 1;
}

function writePhotos(count: number): string {
  const different = join(home, 'different');
  const source = join(home, 'source');
  mkdirSync(different);
  const script = join(__dirname, 'python', 'prepare_images.py');
  const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
  const made = spawnSync(python, [script, 'make', different, values.different], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const photos = readdirSync(different).filter((name) => statSync(join(different, name)).isFile());
  for (let at = 0; at < CLASSES; at += 1) mkdirSync(join(source, `class ${at}`), { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const photo = join(different, photos[number % photos.length] ?? '');
    linkSync(photo, join(source, `class ${number % CLASSES}`, `${number}.jpg`));
  }
  return source;
}
