import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { describeMachine } from './machine';
import { type Measurement, median } from './measurement';
import { type Peer, peers } from './peers';
import { formatTable, type Row } from './table';

/**
 * `npm run bench -- --preset lenet,resnet --steps 50 --rounds 3`: the same networks, trained by each peer in turn, each time in a
 * process of its own. Prints a table and keeps the results with the machine's description in `bench/results`.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'lenet' },
    steps: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    'batch-size': { type: 'string' },
  },
});

void main();

async function main(): Promise<void> {
  const steps = Number(values.steps);
  const rounds = Number(values.rounds);
  const machine = describeMachine();
  process.stdout.write(`${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB\n`);
  const rows: Row[] = [];
  for (const preset of values.preset.split(',')) {
    const document = withBatchSize(readPreset(preset), values['batch-size']);
    rows.push({
      preset,
      batchSize: document.training.batchSize,
      results: await inTurn(document, steps, rounds),
    });
    process.stdout.write(`\n${formatTable(rows.slice(-1))}\n`);
  }
  const folder = join(__dirname, 'results');
  await mkdir(folder, { recursive: true });
  const when = new Date().toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `${when}.json`);
  await writeFile(file, `${JSON.stringify({ machine, steps, rounds, rows }, null, 2)}\n`);
  process.stdout.write(`\n${formatTable(rows)}\n\n${file}\n`);
}

function withBatchSize(document: NetloomDocument, batchSize: string | undefined): NetloomDocument {
  if (batchSize === undefined) return document;
  return { ...document, training: { ...document.training, batchSize: Number(batchSize) } };
}

/** Rounds of all peers one after another: what else the machine does falls on all of them alike. */
async function inTurn(
  document: NetloomDocument,
  steps: number,
  rounds: number,
): Promise<Readonly<Record<string, Measurement>>> {
  const all = new Map<Peer, Measurement[]>(peers.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [peer, measurements] of all) {
      measurements.push(await peer.measure(document, steps));
      const { examplesPerSecond } = measurements.at(-1) ?? { examplesPerSecond: Number.NaN };
      process.stdout.write(`  ${document.name}, ${peer.name}: ${examplesPerSecond.toFixed(1)} examples/s\n`);
    }
  }
  return Object.fromEntries(
    [...all].map(([peer, measurements]) => [
      peer.name,
      {
        examplesPerSecond: median(measurements.map((one) => one.examplesPerSecond)),
        firstStepSeconds: median(measurements.map((one) => one.firstStepSeconds)),
        peakMemoryMB: median(measurements.map((one) => one.peakMemoryMB)),
      },
    ]),
  );
}
