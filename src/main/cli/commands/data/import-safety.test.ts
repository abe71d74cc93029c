import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../../../../testing/started-program';
import { namesIn } from '../../../data/dataset-places';
import { classTree, writeTree } from '../../../data/importing/testing/image-trees';
import { cliScript as cli, repositoryRoot as root } from '../../testing/run-cli';

/* An import on the command line that something ends: the real command, real signals, a disk that is really full. */

let home: string;
let source: string;
let datasets: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-import-safety-'));
  source = join(home, 'source');
  datasets = join(home, 'data', 'netloom', 'datasets');
  writeTree(source, classTree({ a: 100, b: 100 }));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const start = (program: string, ...args: string[]) =>
  startProgram(program, args, { cwd: root, env: { ...process.env, XDG_DATA_HOME: join(home, 'data') } });
const importing = ['import', '--size', '256x256', '--color', 'rgb'];

/** The process that is in the middle of an import, stopped there; null: it was done before. */
async function stoppedImport(ended: Promise<unknown>): Promise<number | null> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const unfinished = async () => (await namesIn(datasets)).find((name) => name.startsWith('.importing-'));
  while (!hasEnded) {
    const pid = Number((await unfinished())?.split('-')[1]);
    if (pid > 0) {
      process.kill(pid, 'SIGSTOP');
      if ((await unfinished()) !== undefined) return pid;
      process.kill(pid, 'SIGCONT');
    }
    await wait(1);
  }
  return null;
}

describe('an import on the command line', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('says that %s has canceled it, and leaves nothing behind', async (signal, exitCode) => {
    for (let attempt = 0; ; attempt += 1) {
      rmSync(datasets, { recursive: true, force: true });
      const running = start(
        process.execPath,
        cli,
        'data',
        ...importing,
        source,
        '--name',
        `canceled ${attempt}`,
      );
      const pid = await stoppedImport(running.ended);
      if (pid === null) continue;
      running.child.kill(signal);
      const { code, stdout, stderr } = await running.ended;
      expect([code, stdout]).toEqual([exitCode, '']);
      expect(stderr).toContain('Canceled. Nothing was imported.');
      expect(readdirSync(datasets)).toEqual([]);
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
      return;
    }
  });

  it('says that the disk is full and how much it needs, and leaves nothing behind', async (context) => {
    const small = join(home, 'small');
    const onSmallDisk = (...command: string[]) =>
      start(
        'unshare',
        ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
        'mkdir -p "$1" && mount -t tmpfs -o size=4m tmpfs "$1" && export XDG_DATA_HOME="$1" && shift && ' +
          '{ "$@"; code=$?; echo "left: $(ls -A "$XDG_DATA_HOME/netloom/datasets")"; exit $code; }',
        ...['sh', small, ...command],
      ).ended;
    // Namespaces for everybody are switched off on some systems.
    if ((await onSmallDisk('true')).code !== 0) return context.skip('no namespace to have a small disk in');
    const { code, stdout, stderr } = await onSmallDisk(process.execPath, cli, 'data', ...importing, source);
    expect([code, stdout]).toEqual([1, 'left: \n']);
    expect(stderr).toMatch(/The disk of .*datasets is full.*nothing of it was left behind.*39/);
  });
});
