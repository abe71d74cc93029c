import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { DataJobState } from '../src/contract/contract';
import { findDataset } from '../src/main/data/dataset-catalog';
import { datasetRoots } from '../src/main/data/dataset-roots';
import { RunningJob } from '../src/main/data/importing/data-job';
import { importProcess } from '../src/main/data/importing/start-import-process';
import { loadDataset } from '../src/main/data/load-dataset';

/*
 * `npm run bench:import`: Fashion-MNIST written as 70,000 PNGs in class folders and imported gives the bytes of the shipped set. Says how long
 * the import took.
 */

const SIDE = 28;
const SPLITS = ['train', 'test'] as const;
const home = mkdtempSync(join(tmpdir(), 'netloom-bench-import-'));
void main().finally(() => rmSync(home, { recursive: true, force: true }));

async function main(): Promise<void> {
  const found = await findDataset(datasetRoots(__dirname), 'fashion-mnist');
  const shipped = found.ok ? await loadDataset(found.value) : found;
  if (!shipped.ok) throw new Error(shipped.error.code);
  const source = join(home, 'source');
  for (const split of SPLITS) {
    const { examples, labels, count } = shipped.value[split];
    for (let label = 0; label < 10; label += 1)
      mkdirSync(join(source, split, String(label)), { recursive: true });
    for (let index = 0; index < count; index += 1) {
      const pixels = Buffer.from(examples.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE));
      writeFileSync(join(source, split, String(labels[index]), `${index}.png`), encodeGray(pixels));
    }
  }
  const root = join(home, 'datasets');
  const started = performance.now();
  const state = await runImport(source, root);
  if (state.type !== 'imported') throw new Error(JSON.stringify(state));
  const seconds = (performance.now() - started) / 1_000;
  const isEqual = SPLITS.every((split) => {
    const stored = readFileSync(join(root, state.report.id, `${split}.examples`));
    return stored.equals(Buffer.from(shipped.value[split].examples as Uint8Array));
  });
  console.log(
    `70,000 PNGs imported in ${seconds.toFixed(1)} s, ${isEqual ? 'equal' : 'NOT EQUAL'} to the shipped set`,
  );
  if (!isEqual) process.exitCode = 1;
}

async function runImport(path: string, root: string): Promise<DataJobState> {
  let last: DataJobState = { type: 'canceled' };
  const job = new RunningJob({
    ...{ start: importProcess(__dirname), root },
    command: {
      ...{ type: 'import', path, root },
      choices: {
        ...{ name: 'Fashion-MNIST', answers: {}, duplicates: 'keep' },
        image: { height: SIDE, width: SIDE, channels: 1, fit: 'squash', background: [255, 255, 255] },
        split: { rule: 'given', validation: 0, test: 0, seed: 1 },
      },
    },
    onState: (state) => {
      last = state;
    },
  });
  await job.ended;
  return last;
}

function encodeGray(pixels: Buffer): Buffer {
  const png = new PNG({ width: SIDE, height: SIDE, colorType: 0, inputColorType: 0 });
  png.data = pixels;
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, deflateLevel: 1 });
}
