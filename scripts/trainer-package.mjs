/**
 * Prints, as one line of JSON, what another machine needs to train (`package/trainer.mjs`). The command line and the window ask for it.
 */
import { trainerPackage } from './package/trainer.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { isEngineInPlace, readState } from './setup/state.mjs';

await runScript(async () => {
  const state = readState();
  if (!state || !isEngineInPlace(state)) throw new SetupFailure('Netloom is not set up yet: npm run setup');
  process.stdout.write(`${JSON.stringify(await trainerPackage(state))}\n`);
  return 0;
});
