/**
 * `npm run dev`: the app from the sources. The renderer is served by Vite and updates in the window as a file is saved; a change of
 * main or preload bundles them again and restarts Electron. Arguments after `--` go to the app.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { bundleStamp } from './bundle.mjs';
import { runInTerminal } from './run-in-terminal.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { describeLaunch, quietFlag } from './setup/launch-electron.mjs';
import { projectDirectory, stateFile } from './setup/paths.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { say } from './setup/terminal.mjs';
import { hasDisplay } from './virtual-display.mjs';

await runScript(async () => {
  const state = await ensureSetup();
  if (!hasDisplay()) {
    throw new SetupFailure(
      'There is no display to open a window on. Start one and try again: xvfb-run npm run dev',
    );
  }
  const launch = describeLaunch(state);
  if (launch.sandboxNotice) say(launch.sandboxNotice);
  // What this leaves in out/ is no complete bundle: the next `npm start` makes one.
  rmSync(bundleStamp, { force: true });
  const bundler = path.join(projectDirectory, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const options = ['dev', '--watch', ...(launch.flags.includes('--no-sandbox') ? ['--noSandbox'] : [])];
  // Settings, runs and recovery copies of its own: an app that is open meanwhile is neither disturbed nor joined.
  const userData = path.join(path.dirname(stateFile), 'dev-user-data');
  const flags = [quietFlag, `--user-data-dir=${userData}`];
  return runInTerminal(process.execPath, [bundler, ...options, '--', ...flags, ...process.argv.slice(2)], {
    cwd: projectDirectory,
    env: { ...launch.environment, ELECTRON_EXEC_PATH: launch.executable },
  });
});
