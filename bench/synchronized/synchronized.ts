import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument, TrainingSettings } from '../../src/graph-runtime/document/document';
import { readPreset } from '../../src/graph-runtime/testing/presets';
import { datasetRoots } from '../../src/main/data/dataset-roots';
import { prepareRun } from '../../src/main/trainer/prepare/prepare-run';
import { closeRun } from '../../src/main/trainer/program/prepared-run';
import { TrainingSteps } from '../../src/main/trainer/run/training-steps';
import { inClosedNetwork } from '../../src/main/trainer/testing/closed-network';
import { describeMachine } from '../machine';

/**
 * `npm run bench:synchronized -- [--preset resnet,mobilenet] [--batch-size 32] [--steps 12]`: the step of two replicas with and without synchronized batch
 * normalization, and that of one device, in one process, in turns; and that of two processes, one kind after the other, in a network without any other
 * machine. Milliseconds of the quickest step of each: a busy machine can only slow it down.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'resnet,mobilenet' },
    'batch-size': { type: 'string', default: '32' },
    steps: { type: 'string', default: '12' },
  },
});

const WARM = 2;
const batchSize = Number(values['batch-size']);
const steps = Number(values.steps);
const apart = { replicas: 2 } as const;
const synchronized = { ...apart, batchStatistics: 'synchronized' } as const;

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores; batches of ${batchSize}, ${steps} steps\n`);
  console.log('| network | | one device | two, each part | two, synchronized | ratio |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const preset of values.preset.split(',')) {
    const document = readPreset(preset);
    const [whole = Number.NaN, ...divided] = await measureHere(
      [{}, apart, synchronized].map(withIn(document)),
    );
    printRow([preset, 'replicas', whole.toFixed(0)], divided);
    const processes = [];
    for (const parts of [apart, synchronized])
      processes.push(await measureProcesses(withIn(document)(parts)));
    printRow([preset, 'processes', ''], processes);
  }
}

function withIn(document: NetloomDocument) {
  return (parts: Partial<TrainingSettings>): NetloomDocument => ({
    ...document,
    training: { ...document.training, batchSize, epochs: 1, ...parts },
  });
}

function printRow(cells: readonly string[], [each = Number.NaN, all = Number.NaN]: readonly number[]): void {
  console.log(`| ${[...cells, each.toFixed(0), all.toFixed(0), (all / each).toFixed(2)].join(' | ')} |`);
}

/** The quickest steps of several documents in this process, in turns. */
async function measureHere(documents: readonly NetloomDocument[]): Promise<readonly number[]> {
  const runs = [];
  for (const document of documents) {
    const options = { document, datasets: datasetRoots(__dirname), limit: 4 * batchSize, emit: () => {} };
    const run = await prepareRun(options);
    runs.push({ run, training: new TrainingSteps(run), milliseconds: [] as number[] });
  }
  const indices = Int32Array.from({ length: batchSize }, (_, example) => example);
  for (let step = 1; step <= WARM + steps; step += 1) {
    for (const { training, milliseconds } of runs) {
      const { seconds } = training.train(indices, { step, stepsPerEpoch: WARM + steps, epochs: 1 });
      if (step > WARM) milliseconds.push(1_000 * seconds);
    }
  }
  for (const { run } of runs) closeRun(run);
  return runs.map(({ milliseconds }) => Math.min(...milliseconds));
}

/** The quickest step of two processes, that of the slower one. */
async function measureProcesses(document: NetloomDocument): Promise<number> {
  const given = JSON.stringify({ document, limit: (WARM + steps) * batchSize, warm: WARM });
  const script = [0, 1]
    .map((rank) => `npx tsx '${join(__dirname, 'synchronized-process.ts')}' ${rank} "$0" 2>/dev/null`)
    .join(' & ');
  const { output } = await inClosedNetwork('sh', ['-c', `${script}; wait`, given]);
  const measured = output
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => Math.min(...(JSON.parse(line) as number[])));
  if (measured.length !== 2) throw new Error(output);
  return Math.max(...measured);
}
