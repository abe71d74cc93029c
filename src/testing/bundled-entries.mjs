/**
 * Bundles the processes and threads that tests start, once for all of them: compiled as it loads, each takes seconds of processor time. Whoever
 * starts one finds the folder in NETLOOM_TEST_ENTRIES (`src/main/files/own-entry.ts`).
 */
import { bundledEntries, processEntries } from '../../scripts/entry-bundle.mjs';

const testEntries = {
  owner: 'src/main/runs/testing/owner.ts',
  'training-process': 'src/main/trainer/testing/training-process.ts',
  'take-folder': 'src/main/trainer/run-folder/testing/take-folder.ts',
  'write-slowly': 'src/main/data/testing/write-slowly.ts',
  'version-slowly': 'src/main/data/testing/version-slowly.ts',
};

/** @returns {Promise<() => void>} */
export default async function setup() {
  const folder = await bundledEntries('tests', { ...processEntries, ...testEntries });
  if (folder !== null) process.env.NETLOOM_TEST_ENTRIES = folder;
  return () => {
    delete process.env.NETLOOM_TEST_ENTRIES;
  };
}
