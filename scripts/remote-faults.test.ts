import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomNumber } from '../src/main/data/random-number';
import { startCampaignMachine } from '../src/main/runs/testing/faults/campaign-machine';
import { runFaultCampaign } from '../src/main/runs/testing/faults/fault-campaign';
import { FAULTS } from '../src/main/runs/testing/faults/faults';
import { hasCheckpoint } from '../src/main/runs/testing/faults/followed';
import { canHaveMachine } from '../src/testing/ssh-machine';
import { timeLimit } from '../src/testing/time-limit.mjs';
import { testData } from './setup/test-data.mjs';

const { folder: programs, isThere } = testData('openssh');

/** The same, longer: `npm run bench:faults -- --faults 100`. */
it.skipIf(!isThere || !canHaveMachine())(
  'faults lose no run on another machine, and nothing that is said of it is untrue',
  {
    timeout: timeLimit(300),
  },
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'netloom-faults-'));
    const { machine, runs, hasSmallDisk, end } = await startCampaignMachine(directory, programs);
    let drawn = 0;
    try {
      for (const run of runs) await run.begin();
      // A run without a checkpoint cannot be resumed.
      await Promise.all(runs.map(hasCheckpoint));
      const result = await runFaultCampaign({
        ...{ machine, runs, faults: 8, log: () => undefined },
        kinds: FAULTS.filter((fault) => hasSmallDisk || fault !== 'the disk there is full'),
        random: () => {
          drawn += 1;
          return randomNumber(11, 0, drawn) / 2 ** 32;
        },
      });
      expect(result).toMatchObject({ faults: 8, wrong: [] });
    } finally {
      await end();
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
    }
  },
);
