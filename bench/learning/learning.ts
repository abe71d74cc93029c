import { fork } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EpochPoint } from '../../src/contract/contract';
import { hasCheckpoint } from '../../src/main/trainer/checkpoints/checkpoint-store';
import type { TrainerCommand, TrainerMessage } from '../../src/main/trainer/protocol/protocol';
import { describeMachine, type Machine } from '../machine';
import { type Trial, trials } from './trials';

/**
 * `npm run bench:learning -- [--only lenet,resnet]`: real trainings of all presets on Fashion-MNIST, in the trainer process, and what
 * they reach. A run that is interrupted is resumed by the next call. Results are kept in `bench/results/learning` (not in git), and
 * `LEARNING.md` is written again from all that are there. Ends with 1 when a run misses its band.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });

const folder = join(__dirname, '..', 'results', 'learning');

interface Result {
  readonly name: string;
  readonly last: EpochPoint;
  readonly trainCount: number;
  readonly seconds: number;
  readonly machine: Machine;
}

void main();

async function main(): Promise<void> {
  const only = values.only?.split(',');
  await mkdir(folder, { recursive: true });
  for (const trial of trials) {
    if (only !== undefined && !only.includes(trial.name)) continue;
    const result = await train(trial);
    await writeFile(join(folder, `${trial.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
    process.stdout.write(`${rowOf(trial, result)}\n`);
    if (!isWithin(trial, result)) process.exitCode = 1;
  }
  await writeFile(join(__dirname, '..', 'LEARNING.md'), await report());
}

async function train(trial: Trial): Promise<Result> {
  const runDirectory = join(folder, trial.name);
  const command: TrainerCommand = {
    type: 'train',
    document: trial.document,
    runDirectory,
    resume: await hasCheckpoint(runDirectory),
    ...(trial.limit !== null && { limit: trial.limit }),
  };
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', '..', 'src', 'main', 'trainer', 'process', 'trainer.ts'), [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let last: EpochPoint | null = null;
    let trainCount = 0;
    child.on('message', (message: TrainerMessage) => {
      if (message.type === 'ready') child.send(command);
      if (message.type === 'compiled') trainCount = message.trainCount;
      if (message.type === 'epoch') {
        last = message.point;
        process.stdout.write(`  ${trial.name} ${JSON.stringify(last)}\n`);
      }
      if (message.type === 'failed') reject(new Error(JSON.stringify(message.failure)));
      if (message.type === 'done' && last !== null) {
        resolve({ name: trial.name, last, trainCount, seconds: message.seconds, machine: describeMachine() });
      }
      if (message.type === 'done' || message.type === 'failed') child.send({ type: 'exit' });
    });
    child.on('exit', (code, signal) => reject(new Error(`the trainer ended with ${signal ?? code}`)));
  });
}

function isWithin({ band, trainBand = [0, 1] }: Trial, { last }: Result): boolean {
  const isIn = ([least, most]: readonly [number, number], accuracy = Number.NaN) =>
    accuracy >= least && accuracy <= most;
  return isIn(band, last.testAccuracy) && isIn(trainBand, last.trainAccuracy);
}

function rowOf(trial: Trial, result: Result): string {
  const { batchSize, optimizer } = trial.document.training;
  const { last } = result;
  const bands = [trial.band, ...(trial.trainBand === undefined ? [] : [trial.trainBand])];
  const cells = [
    trial.name,
    result.trainCount,
    last.epoch,
    batchSize,
    optimizer.learningRate,
    last.trainLoss.toFixed(3),
    last.trainAccuracy?.toFixed(3),
    last.testAccuracy?.toFixed(3),
    bands.map(([least, most]) => `${least} to ${most}`).join('; train '),
    isWithin(trial, result) ? 'yes' : 'NO',
    Math.round(result.seconds),
  ];
  return `| ${cells.join(' | ')} |`;
}

async function report(): Promise<string> {
  const names = await readdir(folder);
  const rows: string[] = [];
  const sources: string[] = [];
  let machine = describeMachine();
  for (const trial of trials) {
    if (!names.includes(`${trial.name}.json`)) {
      rows.push(`| ${trial.name} | not run yet | | | | | | | | | |`);
      continue;
    }
    const result: Result = JSON.parse(await readFile(join(folder, `${trial.name}.json`), 'utf8'));
    machine = result.machine;
    rows.push(rowOf(trial, result));
    sources.push(`- ${trial.name}: ${trial.source}`);
  }
  return `# What the presets learn

Real runs on Fashion-MNIST with the published learning rates: \`npm run bench:learning\`, on ${machine.processor}, ${machine.cores} cores
(seconds are those of a machine that others used at the same time).

| network | examples | epochs | batch | learning rate | train loss | train accuracy | test accuracy | band | within | seconds |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Test accuracies of networks with batch normalization and a high learning rate are unsteady, here and in PyTorch alike; such networks are held
against the training accuracy as well.

Where the bands come from:

${sources.join('\n')}
`;
}
