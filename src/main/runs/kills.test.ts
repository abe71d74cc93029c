import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomNumber } from '../data/random-number';
import { runKillCampaign } from './testing/kill-campaign';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-kills-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The same, longer: `npm run bench:kills -- --kills 200`. */
it('a run that is killed again and again comes out the same, bit for bit', async () => {
  let drawn = 0;
  const result = await runKillCampaign({
    kills: 4,
    killsPerRun: 4,
    directory,
    random: () => {
      drawn += 1;
      return randomNumber(7, 0, drawn) / 2 ** 32;
    },
    log: () => undefined,
  });
  expect(result).toMatchObject({ kills: 4, differences: [] });
});
