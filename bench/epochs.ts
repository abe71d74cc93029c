import { fork, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { serializeDocument } from '../src/graph-runtime/document/serialize';
import { readPreset } from '../src/graph-runtime/testing/presets';
import type { TrainerCommand, TrainerMessage } from '../src/main/trainer/protocol/protocol';
import { withBatchNormalization } from './learning/trials';
import { describeMachine } from './machine';

/**
 * `npm run bench:epochs -- [--preset lenet:60000,resnet:5120] [--epochs 2] [--places memory,disk] [--no-first-steps]`: whole epochs of real runs, with everything a run does beside its steps
 * (shuffling, reading, looks at health, checkpoints), against bare steps timed right before and right after; each once with the images in
 * memory and once read from the disk. Both rates are examples over all the time they took, in turns of about the same length in one process:
 * the rate of the median step, as `npm run bench` gives it, is higher (docs/decisions/0021-rates-of-steps-and-epochs.md). Then, from the command to a cold process to the end of the first step, LeNet and DenseNet-121.
 * Ends with 1 when an epoch is more than 5% below the rate of the steps, or a first step takes longer than it may.
 */
const { values } = parseArgs({
  options: {
    /** Each with how many training examples an epoch has. */
    preset: {
      type: 'string',
      default: 'lenet:60000,lenet-bn:60000,mobilenet:5120,resnet:5120,densenet:5120',
    },
    epochs: { type: 'string', default: '2' },
    places: { type: 'string', default: 'memory,disk' },
    'no-first-steps': { type: 'boolean', default: false },
  },
});

const LEAST_SHARE = 0.95;
/** DenseNet-121 takes images of 224 x 224; with a batch of 16 its arithmetic takes about a second of the first step. */
const FIRST_STEPS = [
  { preset: 'lenet', batchSize: 256, atMostSeconds: 2 },
  { preset: 'densenet-121', batchSize: 16, atMostSeconds: 10 },
];

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores\n`);
  console.log('| network | images | examples/s of steps | of the best epoch | share | of steps in memory |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const text of values.preset.split(',').filter((text) => text !== '')) {
    let inMemory: number | null = null;
    for (const place of values.places.split(',')) {
      const [preset = '', examples] = text.split(':');
      const { steps, epochs } = await measureEpochs(preset, Number(examples), place === 'disk');
      if (place === 'memory') inMemory = steps;
      const share = epochs / steps;
      const figures = [steps.toFixed(0), epochs.toFixed(0), share.toFixed(3)];
      const ofMemory = inMemory === null ? '' : (epochs / inMemory).toFixed(3);
      console.log(`| ${[preset, place, ...figures, ofMemory].join(' | ')} |`);
      if (share < LEAST_SHARE) process.exitCode = 1;
    }
  }
  if (values['no-first-steps']) return;
  console.log('\n| network | batch | command to first step, s |\n| --- | --- | --- |');
  for (const { preset, batchSize, atMostSeconds } of FIRST_STEPS) {
    const seconds = await measureFirstStep(preset, batchSize);
    console.log(`| ${[preset, batchSize, seconds.toFixed(2)].join(' | ')} |`);
    if (seconds > atMostSeconds) process.exitCode = 1;
  }
}

/** Examples per second: of bare steps and of epochs, the fastest of each: what else the machine does can only slow them down. */
async function measureEpochs(
  preset: string,
  limit: number,
  isOnDisk: boolean,
): Promise<{ readonly steps: number; readonly epochs: number }> {
  const document = trained(preset, { epochs: Number(values.epochs) });
  const data = isOnDisk ? { dataBudgetBytes: 0 } : {};
  const steps = Math.ceil(limit / document.training.batchSize);
  const timed: TrainerCommand = { type: 'bench', document, steps, ...data };
  const rates: number[] = [];
  const epochs: number[] = [];
  const runDirectory = await mkdtemp(join(tmpdir(), 'netloom-epochs-'));
  // Each turn in its own folder: a run does not start where another one is.
  const turns = ['first', 'second'].flatMap((turn): TrainerCommand[] => [
    timed,
    { type: 'train', document, limit, runDirectory: join(runDirectory, turn), ...data },
  ]);
  await inTrainer([...turns, timed], (message) => {
    if (message.type === 'benched') rates.push(message.result.sustainedExamplesPerSecond);
    if (message.type === 'epoch') epochs.push(message.point.examplesPerSecond);
  });
  await rm(runDirectory, { recursive: true });
  return { steps: Math.max(...rates), epochs: Math.max(...epochs) };
}

/** As a user gives it: the command line with both of its processes. */
async function measureFirstStep(preset: string, batchSize: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-first-step-'));
  const file = join(folder, 'network.json');
  await writeFile(file, serializeDocument(trained(preset, { epochs: 1, batchSize })));
  const script = join(__dirname, '..', 'scripts', 'cli.mjs');
  const args = [script, 'train', file, '--limit', String(4 * batchSize), '--json'];
  try {
    // The first time, the command line is bundled; like npm's packages, that is part of the set-up.
    await secondsToFirstStep(args);
    return await secondsToFirstStep(args);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function secondsToFirstStep(args: readonly string[]): Promise<number> {
  const started = performance.now();
  let seconds = Number.NaN;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (data) => {
      if (Number.isNaN(seconds) && String(data).includes('"type":"compiled"'))
        seconds = (performance.now() - started) / 1000;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(seconds) : reject(new Error(`the command ended with ${code}`)),
    );
  });
}

/** A preset on Fashion-MNIST, whatever data its paper used. */
function trained(preset: string, training: Partial<NetloomDocument['training']>): NetloomDocument {
  const lenet = readPreset('lenet');
  const document = preset === 'lenet-bn' ? withBatchNormalization(lenet, 0.1) : readPreset(preset);
  return {
    ...document,
    dataset: { id: 'fashion-mnist' },
    training: { ...document.training, ...training },
  };
}

/** Has one trainer process carry out commands, one after the other. */
function inTrainer(
  commands: readonly TrainerCommand[],
  onMessage: (message: TrainerMessage) => void,
): Promise<void> {
  const left = [...commands];
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', 'src', 'main', 'trainer', 'process', 'trainer.ts'), [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const next = () => child.send(left.shift() ?? { type: 'exit' });
    child.on('message', (message: TrainerMessage) => {
      onMessage(message);
      if (message.type === 'failed' || message.type === 'command-failed') {
        reject(new Error(JSON.stringify(message.failure)));
        child.send({ type: 'exit' });
      } else if (message.type === 'ready' || message.type === 'benched' || message.type === 'done') next();
    });
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the trainer ended with ${code}`)),
    );
  });
}
