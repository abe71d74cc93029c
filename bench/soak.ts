import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from '../src/main/trainer/testing/soak';
import { describeMachine } from './machine';

/**
 * `npm run bench:soak -- [--steps 5000]`: LeNet for this many steps with evaluations, checkpoints and looks at its health, tensors counted after
 * every step and memory watched. Ends with 1 when a tensor is left or the process has grown by more than 32 MB.
 */
const { values } = parseArgs({ options: { steps: { type: 'string', default: '5000' } } });

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  const directory = await mkdtemp(join(tmpdir(), 'netloom-soak-'));
  const { steps, tensorsWithin, tensorsLeft, early, late } = await soak(Number(values.steps), directory);
  await rm(directory, { recursive: true });
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  console.log(`${processor}, ${cores} cores`);
  console.log(`${steps} steps; tensors alive after a step, at most: ${tensorsWithin}; left: ${tensorsLeft}`);
  console.log(`resident memory early ${megabytes(early)} MB, late ${megabytes(late)} MB`);
  if (tensorsWithin > 0 || tensorsLeft > 0 || late - early > 32e6) process.exitCode = 1;
}
