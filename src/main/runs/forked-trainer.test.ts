import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownEntry } from '../files/own-entry';
import { findResourceRoot } from '../files/resource-root';

const lenet = join(findResourceRoot(__dirname), 'presets', 'lenet.json');

/** Starts an owner with its trainer, kills the owner outright, and waits for the trainer to be gone. */
async function killOwner(...args: string[]): Promise<void> {
  const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'testing/owner.ts'));
  const owner = spawn(process.execPath, [...execArgv, entry, ...args]);
  const pid = await new Promise<number>((resolve) =>
    owner.stdout.once('data', (data) => resolve(Number(data))),
  );
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, 0);
  owner.kill('SIGKILL');
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a trainer whose owner is gone', () => {
  it('ends while it waits', () => killOwner());
  it('ends in the middle of a run', () => killOwner(lenet));
});
