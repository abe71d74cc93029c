/**
 * `npm run test:random -- [rounds]`: the tests of properties on cases that no run had before. `npm test` draws the same cases each time
 * (`src/testing/random-cases.ts`); this is how new ones are found. A failure names its seed: `NETLOOM_TEST_SEED=<seed> npx vitest run <file>`.
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runInTerminal } from './run-in-terminal.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { say } from './setup/terminal.mjs';

await runScript(async () => {
  const rounds = Number(process.argv[2] ?? 1);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new SetupFailure(`"${process.argv[2]}" is no number of rounds. Example: npm run test:random -- 5`);
  }
  await ensureSetup();
  const files = propertyTests();
  const failed = [];
  for (let round = 1; round <= rounds; round += 1) {
    const seed = randomInt(2 ** 31);
    say(`Round ${round} of ${rounds}: ${files.length} files, seed ${seed}`);
    const vitest = path.join(projectDirectory, 'node_modules', 'vitest', 'vitest.mjs');
    const code = await runInTerminal(process.execPath, [vitest, 'run', ...files], {
      cwd: projectDirectory,
      env: { ...process.env, NETLOOM_TEST_SEED: String(seed) },
    });
    if (code !== 0) failed.push(seed);
  }
  say(failed.length === 0 ? 'Every round passed.' : `Seeds that failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});

/** The test files that draw cases. */
function propertyTests() {
  return ['src', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => path.join(folder, name))
      .filter((file) => readFileSync(path.join(projectDirectory, file), 'utf8').includes("'fast-check'")),
  );
}
