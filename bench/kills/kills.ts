import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomNumber } from '../../src/main/data/random-number';
import { runKillCampaign } from '../../src/main/runs/testing/kill-campaign';

/**
 * `npm run bench:kills -- --kills 200 [--per-run 10] [--seed 1]`: kills trainings at random moments, resumes them, and compares with one
 * that was never interrupted, bit for bit. Ends with 1 when anything differs.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    'per-run': { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});

void main();

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'netloom-kills-'));
  let drawn = 0;
  const result = await runKillCampaign({
    kills: Number(values.kills),
    killsPerRun: Number(values['per-run']),
    directory,
    random: () => {
      drawn += 1;
      return randomNumber(Number(values.seed), 0, drawn) / 2 ** 32;
    },
    log: (line) => process.stdout.write(`${new Date().toISOString()} ${line}\n`),
  });
  await rm(directory, { recursive: true });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (result.differences.length > 0) process.exitCode = 1;
}
