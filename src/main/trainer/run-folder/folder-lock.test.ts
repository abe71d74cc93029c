import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownEntry } from '../../files/own-entry';
import { FolderLock, LOCK_FILE } from './folder-lock';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-lock-'));
});
afterEach(async () => {
  const running = children.splice(0).filter((child) => child.exitCode === null && child.signalCode === null);
  const ends = running.map(ended);
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
  await rm(folder, { recursive: true, force: true });
});

/** Another process that wants the folder; answers `got` or the code of its refusal. */
async function rival(): Promise<{ readonly child: ChildProcess; readonly answer: string }> {
  const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'testing', 'take-folder.ts'));
  const child = fork(entry, [folder], { execArgv: [...execArgv] });
  children.push(child);
  const answer = await new Promise<string>((resolve) =>
    child.once('message', (text) => resolve(String(text))),
  );
  return { child, answer };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function acquire() {
  const reply = await FolderLock.acquire(folder);
  return reply.ok ? reply.value : reply.error;
}

/** Changes what the lock in the folder says of the process that trains. */
async function pretend(changes: object): Promise<void> {
  const path = join(folder, LOCK_FILE);
  const holder = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...holder, trainer: { ...holder.trainer, ...changes } }));
}

describe('the lock of a folder', () => {
  it('is one process’s, and the other gets its owner', async () => {
    const { child, answer } = await rival();
    expect(answer).toBe('got');
    const refused = await acquire();
    expect(refused).toMatchObject({ code: 'run-folder-locked', values: { pid: process.pid } });
    const text = JSON.stringify(refused);
    expect(text).toMatch(/"since":"\d{4}-\d\d-\d\d \d\d:\d\d"/);
    expect(text).toMatch(/"command":"[^"]+"/);
    child.send('release');
    await ended(child);
    expect(await acquire()).toMatchObject({ takenOverFrom: null });
  });

  it('is got by exactly one of many that want it at once, also where a dead one left its own', async () => {
    const dead = await rival();
    dead.child.kill('SIGKILL');
    await ended(dead.child);
    const answers = (await Promise.all(Array.from({ length: 6 }, rival))).map(({ answer }) => answer);
    expect(answers.filter((answer) => answer === 'got')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'run-folder-locked')).toHaveLength(5);
    expect((await readdir(folder)).filter((name) => name.startsWith(LOCK_FILE))).toEqual([LOCK_FILE]);
  });

  it('does not survive a process that was killed', async () => {
    const { child } = await rival();
    child.kill('SIGKILL');
    await ended(child);
    const taken = await acquire();
    expect(taken).toMatchObject({ takenOverFrom: child.pid });
    if ('lock' in taken) await taken.lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not survive a start of the machine, nor a process number that another process has by now', async () => {
    for (const changes of [{ bootId: 'another', pid: process.pid }, { startTicks: '1' }]) {
      await rival();
      await pretend(changes);
      const taken = await acquire();
      expect(taken).toMatchObject({ takenOverFrom: expect.any(Number) });
      if ('lock' in taken) await taken.lock.release();
    }
  });

  it('is respected on another machine, in another container and of another user, as long as that shows signs of life', async () => {
    // The last: where other users' processes are hidden, nobody can see when one started.
    for (const changes of [{ host: 'another' }, { pidNamespace: 'pid:[1]' }, { startTicks: null }]) {
      await rival();
      await pretend(changes);
      const path = join(folder, LOCK_FILE);
      expect(await acquire()).toMatchObject({
        code: 'run-folder-locked-elsewhere',
        values: { file: path, host: expect.any(String) },
      });
      const before = new Date(Date.now() - 3_600_000);
      await utimes(path, before, before);
      const taken = await acquire();
      expect(taken).toMatchObject({ takenOverFrom: expect.any(Number) });
      if ('lock' in taken) await taken.lock.release();
    }
  });

  it('may be cut off by a power failure, and is then nobody’s', async () => {
    const path = join(folder, LOCK_FILE);
    await writeFile(path, '');
    const before = new Date(Date.now() - 60_000);
    await utimes(path, before, before);
    expect(await acquire()).toMatchObject({ takenOverFrom: 0 });
  });

  it('is not kept out by a symbolic link to nothing, as a copied folder may have', async () => {
    await symlink(join(folder, 'gone'), join(folder, LOCK_FILE));
    expect(await acquire()).toMatchObject({ takenOverFrom: null });
  });

  it('knows that it is lost', async () => {
    const taken = await acquire();
    if (!('lock' in taken)) throw new Error(taken.code);
    const { lock } = taken;
    expect(await lock.isHeld()).toBe(true);
    await writeFile(join(folder, LOCK_FILE), 'of another process');
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(await readFile(join(folder, LOCK_FILE), 'utf8')).toBe('of another process');
  });

  it('is taken again where it was deleted by hand, alone or with its folder', async () => {
    const taken = await acquire();
    if (!('lock' in taken)) throw new Error(taken.code);
    for (const deleted of [join(folder, LOCK_FILE), folder]) {
      await rm(deleted, { recursive: true });
      expect(await taken.lock.isHeld()).toBe(true);
      expect(await readdir(folder)).toEqual([LOCK_FILE]);
    }
    await taken.lock.release();
  });
});
