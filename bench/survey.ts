import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PNG } from 'pngjs';
import type { DataJobState, ImportChoices } from '../src/contract/contract';
import { RunningJob } from '../src/main/data/importing/data-job';
import type { JobCommand } from '../src/main/data/importing/import-protocol';
import { importProcess } from '../src/main/data/importing/start-import-process';
import { describeMachine } from './machine';

/**
 * `npm run bench:survey -- [--files 100000] [--folders 20]`: a folder of many images is surveyed: seconds until the first number of files,
 * until the classes are counted, and until all is known; then how long a survey and an import take to be gone after they are canceled, at
 * several moments. Half of the images are as large as another one, which is what looking for duplicates reads.
 */
const { values } = parseArgs({
  options: { files: { type: 'string', default: '100000' }, folders: { type: 'string', default: '20' } },
});

const CANCELED_AFTER_SECONDS = [0.2, 0.6, 1.5, 3];
/** Where `npm run build` has put the import process; else its sources are compiled first, which takes a second. */
const BUILT = join(__dirname, '..', 'out', 'main');
const home = mkdtempSync(join(tmpdir(), 'netloom-bench-survey-'));
void main().finally(() => rmSync(home, { recursive: true, force: true }));

async function main(): Promise<void> {
  const { processor, cores, node } = describeMachine();
  console.log(
    `${processor}, ${cores} cores, Node ${node}; ${values.files} images in ${values.folders} folders\n`,
  );
  const source = join(home, 'source');
  writeImages(source, Number(values.files), Number(values.folders));
  const survey = { type: 'survey', path: source, answers: {} } as const;
  let firstFiles = Number.NaN;
  let firstClasses = Number.NaN;
  const { seconds, last } = await run(survey, (state, at) => {
    if (state.type !== 'surveying' || state.survey === null) return;
    if (Number.isNaN(firstFiles) && state.survey.files > 0) firstFiles = at;
    if (Number.isNaN(firstClasses) && state.survey.classes.some(({ count }) => count > 0)) firstClasses = at;
  });
  if (last.type !== 'surveyed') throw new Error(JSON.stringify(last));
  console.log(`files counted after ${firstFiles.toFixed(2)} s, classes after ${firstClasses.toFixed(2)} s`);
  console.log(`surveyed after ${seconds.toFixed(1)} s: ${last.survey.exampleCount} examples\n`);
  const importing = { type: 'import', path: source, root: join(home, 'datasets'), choices: CHOICES } as const;
  for (const command of [survey, importing]) {
    for (const after of CANCELED_AFTER_SECONDS) {
      const canceled = await run(command, () => undefined, after);
      const took = canceled.seconds - after;
      console.log(
        `${command.type} canceled after ${after} s: ${canceled.last.type}, gone ${took.toFixed(2)} s later`,
      );
    }
  }
}

const CHOICES: ImportChoices = {
  ...{ name: 'Many', answers: {}, duplicates: 'keep' },
  image: { height: 16, width: 16, channels: 3, fit: 'squash', background: [255, 255, 255] },
  split: { rule: 'seeded', validation: 0, test: 0.2, seed: 1 },
};

/** Seconds until the job's process is gone, and its last state. */
async function run(
  command: Exclude<JobCommand, { type: 'cancel' }>,
  onState: (state: DataJobState, seconds: number) => void,
  cancelAfterSeconds?: number,
): Promise<{ readonly seconds: number; readonly last: DataJobState }> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1_000;
  let last: DataJobState = { type: 'canceled' };
  const job = new RunningJob({
    ...{ start: importProcess(BUILT), root: join(home, 'datasets'), command },
    onState: (state) => {
      last = state;
      onState(state, elapsed());
    },
  });
  const timer =
    cancelAfterSeconds === undefined ? undefined : setTimeout(() => job.cancel(), 1_000 * cancelAfterSeconds);
  await job.ended;
  clearTimeout(timer);
  return { seconds: elapsed(), last };
}

function writeImages(folder: string, count: number, folders: number): void {
  const images = Array.from({ length: 200 }, (_, number) => encode(number));
  for (let at = 0; at < folders; at += 1) mkdirSync(join(folder, `class ${at}`), { recursive: true });
  for (let number = 0; number < count; number += 1) {
    // What follows the end of an image does not belong to it; here it tells files apart, and in half of them their sizes, too.
    const mark = Buffer.from(`${number}${number % 2 === 0 ? '.'.repeat(number % 4_000) : ''}`);
    const file = join(folder, `class ${number % folders}`, `image ${number}.png`);
    writeFileSync(file, Buffer.concat([images[number % images.length] ?? Buffer.alloc(0), mark]));
  }
}

function encode(seed: number): Buffer {
  const png = new PNG({ width: 32, height: 24 });
  for (let at = 0; at < png.data.length; at += 1) {
    png.data[at] = at % 4 === 3 ? 255 : (Math.imul(at + 1, 2_654_435_761 + 40_503 * seed) >>> 16) & 255;
  }
  return PNG.sync.write(png, { deflateLevel: 1 });
}
