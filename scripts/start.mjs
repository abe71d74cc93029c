/** `npm start`: sets up and bundles what is missing or outdated, then opens the window. Arguments after `--` go to the app. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundle, isBundleCurrent } from './bundle.mjs';
import { runScript } from './setup/entry.mjs';
import { describeLaunch } from './setup/launch-electron.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { signalNumber } from './setup/run-command.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { say } from './setup/terminal.mjs';

const argumentList = process.argv.slice(2);

/** Chromium’s own log: it fills the terminal with what it misses on a small system, D-Bus above all. The app has its own log. */
const quiet = '--log-level=3';

await runScript(async () => {
  const state = await ensureSetup();
  if (!hasDisplay()) {
    const networks = argumentList.length > 0 ? argumentList : [path.join('presets', 'lenet.json')];
    say(
      `There is no display to open a window on, so Netloom trains ${networks[0]} here in the terminal instead.`,
    );
    const command = ['train', ...networks];
    return runToEnd(
      process.execPath,
      [path.join(projectDirectory, 'scripts', 'cli.mjs'), ...command],
      process.env,
    );
  }
  if (!isBundleCurrent()) {
    say('Building the app');
    const code = await bundle();
    if (code !== 0) return code;
  }
  const launch = describeLaunch(state);
  if (launch.sandboxNotice) say(launch.sandboxNotice);
  return runToEnd(
    launch.executable,
    [...launch.flags, quiet, projectDirectory, ...argumentList],
    launch.environment,
  );
});

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Runs a program that takes over the terminal; passes signals on and its exit code back.
 * @param {string} command
 * @param {string[]} argumentsOfIt
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runToEnd(command, argumentsOfIt, env) {
  const child = spawn(command, argumentsOfIt, { stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  });
}
