import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { dataFolder } from '../../files/data-folder';
import { prepareTargets } from '../../trainer/testing/target-data';

/** How many: enough steps of fifty for a run to be met in the middle of it. */
export const FIRST_IMAGES = { train: 16_000, test: 500 } as const;

/**
 * The first images of Fashion-MNIST as a data set of the user's, for the tests of a file and the processes they start: to train on all of
 * them, and above all to be evaluated on 10,000, takes many times as long and proves the same.
 *
 * @returns answers its id, once the tests run
 */
export function provideFirstImages(): () => string {
  let home = '';
  let id = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'netloom-first-images-'));
    vi.stubEnv('XDG_DATA_HOME', home);
    id = (await prepareTargets(dataFolder('datasets'), 'class', FIRST_IMAGES)).id;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(home, { recursive: true, force: true });
  });
  return () => id;
}
