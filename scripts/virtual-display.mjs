import { spawn } from 'node:child_process';
import { SetupFailure } from './setup/failure.mjs';

/** Whether there is a display to open a window on. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts an X server without a screen, on a display number that it finds free itself.
 * @returns {Promise<{ name: string; end: () => void }>} the value for `DISPLAY`, and how to end it
 */
export function startVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const end = () => {
    process.off('exit', end);
    server.kill();
  };
  // However this process ends, no server is left behind.
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    const fail = () => {
      process.off('exit', end);
      reject(
        new SetupFailure(
          'The end-to-end tests need a display, and Xvfb does not start: sudo apt-get install --no-install-recommends xvfb xauth',
        ),
      );
    };
    server.once('error', fail);
    server.once('exit', fail);
    const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    numbers.once('data', (/** @type {Buffer} */ data) => {
      server.off('exit', fail);
      resolve({ name: `:${data.toString().trim()}`, end });
    });
  });
}
