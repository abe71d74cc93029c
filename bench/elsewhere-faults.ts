import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testData } from '../scripts/setup/test-data.mjs';
import { randomNumber } from '../src/main/data/random-number';
import { hasCheckpoint } from '../src/main/runs/testing/faults/followed';
import { startCampaignMachine } from '../src/main/runs/testing/faults/campaign-machine';
import { runFaultCampaign } from '../src/main/runs/testing/faults/fault-campaign';
import { FAULTS } from '../src/main/runs/testing/faults/faults';
import { describeMachine } from './machine';

/**
 * `npm run bench:faults -- --faults 100 [--seed 1]`: two runs on another machine (sshd on loopback), one of an app and one of the command line, while
 * lines are cut, processes on both sides killed, the disk there filled (as root, which can mount a small one) and clocks set. Ends with 1 when a run is
 * lost, a point is there twice, or what is shown of a run is not true.
 */
const { values } = parseArgs({
  options: { faults: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  const log = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  log(`${processor}, ${cores} cores`);
  const directory = await mkdtemp(join(tmpdir(), 'netloom-faults-'));
  const { machine, runs, hasSmallDisk, end } = await startCampaignMachine(
    directory,
    testData('openssh').folder,
  );
  let drawn = 0;
  try {
    for (const run of runs) await run.begin();
    // A run without a checkpoint cannot be resumed.
    await Promise.all(runs.map(hasCheckpoint));
    const result = await runFaultCampaign({
      ...{ machine, runs, log },
      faults: Number(values.faults),
      kinds: FAULTS.filter((fault) => hasSmallDisk || fault !== 'the disk there is full'),
      random: () => {
        drawn += 1;
        return randomNumber(Number(values.seed), 0, drawn) / 2 ** 32;
      },
    });
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    if (result.wrong.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await end();
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  }
}
