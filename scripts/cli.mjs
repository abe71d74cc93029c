/**
 * `npm run cli -- …`: Netloom without a window. Runs src/main/cli/cli.ts, bundled (`cli-bundle.mjs`), in this very process, so that signals, exit codes and the
 * standard streams are the command's own; this file writes nothing to them.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledCommandLine } from './cli-bundle.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { engineEnvironment } from './setup/self-test.mjs';
import { isEngineInPlace, readState } from './setup/state.mjs';

await runScript(
  async () => {
    const state = readState();
    if (!state || !isEngineInPlace(state)) throw new SetupFailure('Netloom is not set up yet: npm run setup');
    // The processes this one starts, the trainer above all, find the engine's libraries through it.
    Object.assign(process.env, engineEnvironment(state.engine.environment));
    process.argv[1] = path.join(projectDirectory, 'src', 'main', 'cli', 'cli.ts');
    const bundled = await bundledCommandLine();
    if (bundled === null) await runTypescript(process.argv[1]);
    else await runBundle(bundled);
    // It continues from here, and sets the exit code when it ends.
  },
  { handlesSignals: false },
);

/** @param {string} bundle */
async function runBundle(bundle) {
  // A failure names the line of the source, in the processes and threads it starts as well.
  process.setSourceMapsEnabled(true);
  process.execArgv.push('--enable-source-maps');
  createRequire(import.meta.url)(bundle);
}

/** Compiles as it loads; processes started with `fork` do the same. @param {string} script */
async function runTypescript(script) {
  const loader = import.meta.resolve('tsx');
  const { register: registerForRequire } = await import('tsx/cjs/api');
  const { register: registerForImport } = await import('tsx/esm/api');
  registerForRequire();
  registerForImport();
  process.execArgv.push('--import', loader);
  await import(pathToFileURL(script).href);
}
