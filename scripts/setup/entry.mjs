import { SetupFailure } from './failure.mjs';
import { endRunningCommands, signalNumber } from './run-command.mjs';

const oldestNode = [20, 19];

let isInterrupted = false;

/** @type {readonly NodeJS.Signals[]} */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a script of this folder: refuses a Node that is too old, shows a `SetupFailure` as one sentence, and ends what is still
 * running when the user interrupts.
 * @param {() => Promise<number | string | void>} main returns the exit code, or nothing where what it started sets it
 * @param {{ handlesSignals?: boolean }} [options] `handlesSignals: false` leaves interruptions to the script
 */
export async function runScript(main, { handlesSignals = true } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < Number(oldestNode[0]) || (major === oldestNode[0] && minor < Number(oldestNode[1]))) {
    process.stderr.write(
      `Netloom needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}: install a newer one and run the command again.\n`,
    );
    process.exit(1);
  }
  for (const signal of handlesSignals ? interruptions : []) process.once(signal, () => interrupt(signal));
  if (process.env.npm_lifecycle_event) endWithParent();
  try {
    const code = await main();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    // What was ended in the middle fails: that is not worth a word.
    if (isInterrupted) return;
    if (!(error instanceof SetupFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * npm runs a script through a shell and hands a signal on to that shell alone, which dies of it silently. So this process
 * notices that its parent is gone, and takes it for the signal.
 */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  // It keeps nobody waiting.
  watch.unref();
}

/**
 * Ends what is still running, with little patience: an installer that continues alone would be in the next run's way.
 * @param {NodeJS.Signals} signal
 */
async function interrupt(signal) {
  isInterrupted = true;
  await endRunningCommands(signal);
  process.stderr.write(
    '\nInterrupted. Nothing is broken: the same command continues where this one stopped.\n',
  );
  process.exit(128 + signalNumber(signal));
}
