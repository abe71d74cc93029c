import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { timeLimit } from '../../src/testing/time-limit.mjs';
import { hasCommand, lastLines, run, signalNumber } from './run-command.mjs';

it('keeps what a command writes, and its exit code', async () => {
  const result = await run(process.execPath, [
    '--eval',
    'console.log("out"); console.error("err"); process.exit(3)',
  ]);
  expect(result).toEqual({ code: 3, output: 'out\n', errors: 'err\n', timedOut: false });
  expect(lastLines(result, 1)).toBe('err');
});

it('answers 127 for a command that does not exist', async () => {
  expect((await run('no-such-command-here', [])).code).toBe(127);
  expect(hasCommand('no-such-command-here')).toBe(false);
  expect(hasCommand('sh')).toBe(true);
});

it('ends a command that takes too long, and its children with it', async () => {
  const script =
    'const c = require("node:child_process").spawn("sleep", ["60"]); console.log(c.pid); setInterval(() => {}, 1000);';
  const result = await run(process.execPath, ['--eval', script], { timeoutSeconds: 1 });
  expect(result.timedOut).toBe(true);
  expect(result.code).toBe(128 + signalNumber('SIGTERM'));
  // It was sent the signal with its parent; on a busy machine it may end after it.
  await expect.poll(() => isRunning(Number(result.output)), { timeout: timeLimit(60) }).toBe(false);
});

it('passes on the lines a command writes to its third descriptor', async () => {
  const lines: string[] = [];
  await run('sh', ['-c', 'echo one >&3; echo two >&3'], { onStatusLine: (line) => lines.push(line) });
  expect(lines).toEqual(['one', 'two']);
});

it('leaves nothing running when the user interrupts, and begins nothing new', async () => {
  const entry = JSON.stringify(new URL('entry.mjs', import.meta.url).href);
  const runner = JSON.stringify(new URL('run-command.mjs', import.meta.url).href);
  const script = `
    const { runScript } = await import(${entry});
    const { run } = await import(${runner});
    await runScript(async () => {
      const first = run('sh', ['-c', 'trap "" INT; sleep 61 & echo $! >&3; wait'], { onStatusLine: console.log });
      await first;
      console.log('continued');
      await run('sh', ['-c', 'sleep 62']);
      return 0;
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(code).toBe(130);
  // It was sent a signal; on a busy machine it takes a moment to end.
  await expect.poll(() => isRunning(Number.parseInt(output, 10)), { timeout: timeLimit(60) }).toBe(false);
});

/** Whether a process lives; one that only waits for its parent to take note of its end does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
