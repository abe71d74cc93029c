import { performance } from 'node:perf_hooks';

const bold = process.stdout.isTTY ? /** @param {string} text */ (text) => `\x1b[1m${text}\x1b[22m` : String;

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Announces a step. @param {string} name @param {string} doing */
export function announce(name, doing) {
  say(`${bold(name)}: ${doing}`);
}

/** A line that belongs to the step above it. @param {string} text */
export function note(text) {
  say(`  ${text}`);
}

/**
 * Bytes as the app writes them, `274 MB`: the rule of src/graph-runtime/text/format-bytes.ts, which needs a compiler that is not
 * there before the set-up. Their test compares the two.
 *
 * @param {number} bytes
 */
export function formatBytes(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = Number(bytes.toPrecision(3));
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    unit += 1;
    value = Number((bytes / 1000 ** unit).toPrecision(3));
  }
  return `${value} ${units[unit]}`;
}

/** @param {number} seconds */
export function formatSeconds(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  // Rounded first: 119.7 s are two minutes, not one and 60 seconds.
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * @typedef {object} Progress
 * @property {(done: number, detail?: string) => void} update `done` counts up to `total`.
 * @property {(summary?: string) => void} end Closes the display; the summary takes its place.
 */

/**
 * Shows how far a long step is: on a terminal a bar that is drawn over itself, elsewhere (a log) one line every tenth.
 * @param {string} label
 * @param {number} total
 * @param {(value: number) => string} [format] how to write an amount
 * @returns {Progress}
 */
export function showProgress(label, total, format = formatBytes) {
  return process.stdout.isTTY ? barProgress(label, total, format) : lineProgress(label, total, format);
}

/** @param {string} label @param {number} total @param {(value: number) => string} format @returns {Progress} */
function barProgress(label, total, format) {
  const started = performance.now();
  let drawn = 0;
  return {
    update(done, detail) {
      const now = performance.now();
      if (now - drawn < 100 && done < total) return;
      drawn = now;
      const fraction = Math.min(1, done / total);
      const filled = Math.round(fraction * 24);
      const bar = '#'.repeat(filled).padEnd(24, '.');
      const left = fraction > 0 && fraction < 1 ? (((now - started) / 1000) * (1 - fraction)) / fraction : 0;
      const rest = detail ?? (left > 1 ? `${formatSeconds(left)} left` : '');
      const line = `  ${label} [${bar}] ${Math.floor(fraction * 100)} % of ${format(total)} ${rest}`;
      process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
    },
    end(summary) {
      process.stdout.write('\r\x1b[2K');
      if (summary) note(summary);
    },
  };
}

/** @param {string} label @param {number} total @param {(value: number) => string} format @returns {Progress} */
function lineProgress(label, total, format) {
  let shown = 0;
  return {
    update(done) {
      const tenth = Math.floor(Math.min(1, done / total) * 10);
      if (tenth <= shown || tenth === 10) return;
      shown = tenth;
      note(`${label}: ${tenth * 10} % of ${format(total)}`);
    },
    end(summary) {
      if (summary) note(summary);
    },
  };
}
