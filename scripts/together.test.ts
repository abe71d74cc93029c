import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { failureText } from '../src/contract/failures';
import { cliScript, repositoryRoot, runCli } from '../src/main/cli/testing/run-cli';
import { hasCheckpoint, readNewestCheckpoint } from '../src/main/trainer/checkpoints/checkpoint-store';
import type { SeenTogether } from '../src/main/runs/testing/train-with';
import { canCloseNetwork, inClosedNetwork } from '../src/main/trainer/testing/closed-network';
import { requireValue } from '../src/main/trainer/protocol/trainer-failure';
import { canHaveMachine, HOST } from '../src/testing/ssh-machine';
import { testData } from './setup/test-data.mjs';

/* Training in several processes as a user starts it, in a network without any other machine: two processes stand for two machines. */

const folder = mkdtempSync(join(tmpdir(), 'netloom-together-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = (name: string) => join(folder, name);
const weights = (run: string) => readFileSync(join(here(run), 'weights.safetensors'));

const SMALL = ['train', 'presets/lenet.json', '--limit', '2560'];
const TOGETHER = ['--with', 'here', '--closed-network'];
const command = (args: readonly string[]) =>
  [process.execPath, cliScript, ...args].map((word) => `'${word}'`).join(' ');
/** Runs a script of the shell in such a network. */
const inShell = (script: string) => inClosedNetwork('sh', ['-c', script]);
const train = (...args: string[]) => inShell(command([...SMALL, ...TOGETHER, ...args]));

/** Notes the processes that the command line has started besides its trainer, and those that they have started. */
const LOOK = `replicas=$(pgrep -P $pid -f 'replica[.](js|ts)'); theirs=$(for one in $replicas; do pgrep -P $one; done)`;
const KILL = 'kill -KILL $replicas; echo "replicas: $replicas, theirs: $theirs"';
/** Until they are gone. */
const WAIT_FOR_THEM =
  'for one in $replicas $theirs; do while kill -0 $one 2>/dev/null; do sleep 0.1; done; done';
/** Waits until the run in a folder has written its first checkpoint. */
const untilCheckpoint = (run: string) =>
  `until ls '${here(run)}/checkpoints' 2>/dev/null | grep -q safetensors; do sleep 0.1; done`;

const { folder: programs, isThere } = testData('openssh');
// An sshd changes users, which it may not as a mapped one.
const hasServer = isThere && canHaveMachine() && process.getuid?.() === 0;

describe.skipIf(!canCloseNetwork || !hasServer)(
  'train --with over ssh (needs unshare --net as root, and sshd)',
  () => {
    it('asks for the trainer there, and gives the weights of as many replicas here', async () => {
      const entry = join(repositoryRoot, 'src/main/cli/testing/train-over-ssh.ts');
      const args = [...SMALL.slice(1), '--epochs', '1', '--with', 'lab', '--closed-network', '--anyway'];
      const [over, alone] = await Promise.all([
        inClosedNetwork(process.execPath, [
          '--import',
          'tsx',
          entry,
          folder,
          programs,
          ...args,
          '--out',
          here('ssh'),
        ]),
        runCli(...SMALL, '--epochs', '1', '--replicas', '2', '--out', here('one')),
      ]);
      expect(over.output).toContain('is not installed on');
      expect(over.output).toMatch(/2 machines: about \d+\.\d times as fast as one/);
      expect([over.code, alone.code]).toEqual([0, 0]);
      expect(weights('ssh')).toEqual(weights('one'));
    });
  },
);

describe.skipIf(!canCloseNetwork || !hasServer)(
  'a run of the window with another machine (needs unshare --net as root, and sshd)',
  () => {
    it('has the numbers of replicas here, ends when that is lost, and is resumed with it or without', async () => {
      const entry = join(repositoryRoot, 'src/main/runs/testing/train-with.ts');
      const args = ['--import', 'tsx', entry, here('window'), programs];
      const { code, output } = await inClosedNetwork(process.execPath, args);
      expect({ code, output }).toMatchObject({ code: 0 });
      const seen: SeenTogether = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
      expect(seen.early).toBe('remote-not-installed');
      expect(failureText(seen.undividable, 'en')).toContain('2 replicas cannot divide batches of 32');
      expect(seen.together).toHaveLength(4);
      expect(seen.together).toEqual(seen.alone);
      expect([seen.machines, seen.replicas]).toEqual([[{ name: 'lab', host: HOST }], 2]);
      expect(seen.stoppedEarly).toBe('stopped');
      expect(seen.lost).toMatchObject({
        ...{ phase: 'interrupted', isResumable: true, hasWeights: true },
        failure: { code: 'replica-ended', values: { name: 'lab' } },
      });
      expect(Math.min(...seen.resumed)).toBeGreaterThanOrEqual(2);
      expect(seen.machinesAfterwards).toBeUndefined();
      expect(seen.epochs).toEqual(seen.epochs.map((_, at) => at + 1));
    });
  },
);

describe.skipIf(!canCloseNetwork)('train --with (needs unshare --net)', () => {
  it('gives the weights of as many replicas in one process, byte for byte', async () => {
    const [together, alone] = await Promise.all([
      train('--epochs', '1', '--out', here('together')),
      runCli(...SMALL, '--epochs', '1', '--replicas', '2', '--out', here('alone')),
    ]);
    expect(together.output).toContain('Done in');
    expect([together.code, alone.code]).toEqual([0, 0]);
    expect(weights('together')).toEqual(weights('alone'));
  });

  it('stops in all processes by Ctrl-C with a checkpoint, from which all resume bit for bit', async () => {
    const run = here('stopped');
    const started = command([...SMALL, ...TOGETHER, '--epochs', '200', '--out', run]);
    const stopped = await inShell(
      `${started} & pid=$!; ${untilCheckpoint('stopped')}; ${LOOK}; kill -INT $pid; wait $pid; code=$?; ${WAIT_FOR_THEM}; exit $code`,
    );
    expect(stopped).toMatchObject({ code: 130, output: expect.stringContaining('--resume') });
    const { checkpoint } = requireValue(await readNewestCheckpoint(join(run, 'checkpoints')));
    const epochs = ['--epochs', `${checkpoint.state.epochsDone + 2}`];
    const resume = ['train', '--resume', run, ...TOGETHER, ...epochs];
    const [resumed, whole] = await Promise.all([
      inShell(command(resume)),
      runCli(...SMALL, ...epochs, '--replicas', '2', '--out', here('whole')),
    ]);
    expect(resumed).toMatchObject({ code: 0, output: expect.stringContaining('Done in') });
    expect(whole.code).toBe(0);
    expect(weights('stopped')).toEqual(weights('whole'));
  });

  it('ends in words, and with a checkpoint, when a process is gone', async () => {
    const started = command([...SMALL, ...TOGETHER, '--epochs', '200', '--out', here('lost')]);
    const lost = await inShell(
      `${started} & pid=$!; ${untilCheckpoint('lost')}; ${LOOK}; ${KILL}; wait $pid; code=$?; ${WAIT_FOR_THEM}; exit $code`,
    );
    expect(lost).toMatchObject({ code: 1, output: expect.stringMatching(/replicas: \d+, theirs: \d+/) });
    expect(lost.output).toContain('The process on “here” ended');
    expect(await hasCheckpoint(here('lost/checkpoints'))).toBe(true);
  });

  it('is refused without a word that the network is closed, and for unknown machines', async () => {
    const open = await inShell(command([...SMALL, '--with', 'here']));
    expect(open).toMatchObject({ code: 2, output: expect.stringContaining('no password and no encryption') });
    const unknown = await inShell(command([...SMALL, '--with', 'nowhere', '--closed-network']));
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('nowhere') });
    expect(existsSync(here('nowhere'))).toBe(false);
  });
});
