import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { describeMachine } from './machine';
import type { Measurement } from './measurement';
import { type Peer, precisions, stockTfjs, trainerPeer } from './peers';
import { findPythonPeers } from './python-peers';
import { formatMeans, formatTable, type Row } from './table';

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
    /** `float32,mixed` has every peer that knows both take part with each; those of mixed precision are called `..., bfloat16`. */
    precision: { type: 'string', default: 'float32' },
    /** Names from the table's head, with commas between; all that are found otherwise. */
    peers: { type: 'string' },
  },
});

void main();

async function main(): Promise<void> {
  const steps = Number(values.steps);
  const rounds = Number(values.rounds);
  const machine = describeMachine();
  process.stdout.write(`${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB\n`);
  const wanted = precisions.filter((precision) => values.precision.split(',').includes(precision));
  const peers = [...wanted.map(trainerPeer), stockTfjs, ...wanted.flatMap(findPythonPeers)].filter(
    ({ name }) => values.peers === undefined || values.peers.split(';').includes(name),
  );
  const rows: Row[] = [];
  for (const preset of values.preset.split(',')) {
    const document = withBatchSize(readPreset(preset), values['batch-size']);
    const results = await inTurn(peers, document, steps, rounds);
    rows.push({ preset, batchSize: document.training.batchSize, results });
    process.stdout.write(`\n${formatTable(rows.slice(-1))}\n`);
  }
  const folder = join(__dirname, 'results');
  await mkdir(folder, { recursive: true });
  const when = new Date().toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `${when}.json`);
  await writeFile(file, `${JSON.stringify({ machine, steps, rounds, rows }, null, 2)}\n`);
  if (rows.length > 1) process.stdout.write(`\n${formatTable(rows)}\n\n${formatMeans(rows)}\n`);
  process.stdout.write(`\n${file}\n`);
}

function withBatchSize(document: NetloomDocument, batchSize: string | undefined): NetloomDocument {
  if (batchSize === undefined) return document;
  return { ...document, training: { ...document.training, batchSize: Number(batchSize) } };
}

/**
 * Rounds of all peers one after another. The best round of each counts: what else the machine does can only slow a peer down,
 * and it does not fall on all of them alike.
 */
async function inTurn(
  peers: readonly Peer[],
  document: NetloomDocument,
  steps: number,
  rounds: number,
): Promise<Readonly<Record<string, Measurement>>> {
  const results: Record<string, Measurement> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const peer of peers) {
      const measured = await peer.measure(document, steps);
      const known = results[peer.name];
      results[peer.name] = known === undefined ? measured : best(known, measured);
      process.stdout.write(
        `  ${document.name}, ${peer.name}: ${measured.examplesPerSecond.toFixed(1)} examples/s\n`,
      );
    }
  }
  return results;
}

function best(a: Measurement, b: Measurement): Measurement {
  return {
    examplesPerSecond: Math.max(a.examplesPerSecond, b.examplesPerSecond),
    processorSecondsPerStep: Math.min(a.processorSecondsPerStep, b.processorSecondsPerStep),
    firstStepSeconds: Math.min(a.firstStepSeconds, b.firstStepSeconds),
    peakMemoryMB: Math.max(a.peakMemoryMB, b.peakMemoryMB),
  };
}
