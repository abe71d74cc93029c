import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliScript, startCli } from '../src/main/cli/testing/run-cli';
import { datasetRoots } from '../src/main/data/dataset-roots';
import { AppOfTests, tinyDocument } from '../src/main/runs/testing/app-of-tests';
import { trainerOfTests } from '../src/main/runs/testing/remote-runs';
import { hasCheckpoint } from '../src/main/trainer/checkpoints/checkpoint-store';
import { canCloseNetwork, inClosedNetwork } from '../src/main/trainer/testing/closed-network';
import { SlurmStandIn } from '../src/testing/slurm-stand-in';
import { canHaveMachine, HOST, SshMachine } from '../src/testing/ssh-machine';
import type { Ended, StartedProgram } from '../src/testing/started-program';
import { timeLimit } from '../src/testing/time-limit.mjs';
import { TINY_NETWORK } from '../src/testing/tiny-network';
import { testData } from './setup/test-data.mjs';

/* Runs as jobs of Slurm: a real sshd, real trainers, and commands that answer as Slurm's do. */

const { folder: programs, isThere } = testData('openssh');
const isSkipped = !isThere || !canHaveMachine();
const before = { ...process.env };

let folder: string;
let machine: SshMachine;
let slurm: SlurmStandIn;
let network: string;

const start = (...args: string[]): StartedProgram => startCli(args, machine.environment);
const run = (...args: string[]): Promise<Ended> => start(...args).ended;
const here = (name: string) => join(folder, name);
const train = (name: string, ...args: string[]) =>
  start('train', network, '--on', 'cluster', '--out', here(name), ...args);
const there = (name: string) => {
  const { run } = JSON.parse(readFileSync(join(here(name), 'elsewhere.json'), 'utf8'));
  return join(machine.home, '.netloom', 'runs', run);
};
const eventsOf = (place: string) => readFileSync(join(place, 'events.jsonl'), 'utf8');

beforeAll(async () => {
  if (isSkipped) return;
  folder = mkdtempSync(join(tmpdir(), 'netloom-slurm-'));
  slurm = new SlurmStandIn(here('slurm'));
  const path = `${here('slurm')}:/usr/local/bin:/usr/bin:/bin`;
  machine = await SshMachine.start(here('machine'), programs, { PATH: path });
  Object.assign(process.env, machine.environment);
  network = here('tiny.json');
  const training = { epochs: 2, seed: 5, optimizer: { type: 'adam', learningRate: 0.001 } };
  writeFileSync(
    network,
    JSON.stringify({ ...{ format: 'netloom', version: 1, name: 'Tiny' }, ...TINY_NETWORK, training }),
  );
  const trainer = await trainerOfTests();
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  for (const { source, sha256 } of trainer.value.parts) machine.putIntoStore(source, sha256);
}, timeLimit(300));
afterAll(async () => {
  if (isSkipped) return;
  for (const name of ['NETLOOM_SSH_CONFIG', 'XDG_DATA_HOME']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  slurm.end();
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(isSkipped)('a machine with Slurm', () => {
  it('is added with what its jobs ask for, in words that no command takes for anything else', async () => {
    const add = (...args: string[]) => run('targets', 'add', 'cluster', HOST, ...args);
    expect(await add('--partition', 'gpu8')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add --slurm'),
    });
    for (const asked of [
      ['--partition', '$(touch executed)'],
      ['--partition=--wrap=touch executed'],
      ['--cards', 'gpu:1 --wrap'],
      ['--time', '1; touch executed'],
    ]) {
      const refused = await add('--slurm', ...asked);
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be used') });
    }
    const asked = ['--partition', 'gpu8', '--cores', '2', '--cards', 'gpu:a100:1', '--time', '1-00:00:00'];
    expect(await add('--slurm', ...asked)).toMatchObject({ code: 0 });
    expect((await run('targets', 'list')).stdout).toContain('gpu8, 2 cores, gpu:a100:1, 1-00:00:00');
  });

  it('says which partitions it has, and gets the trainer', async () => {
    const checked = await run('targets', 'check', 'cluster');
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('slurm-stand-in 1.0') });
    expect(checked.stdout).toContain(
      'cpu2 (default; up to 10:00), gpu8 (up to infinite; gpu:a100:2, gpu:v100:1)',
    );
    await run('targets', 'add', 'unknown', HOST, '--slurm', '--partition', 'nonesuch');
    const unknown = await run('targets', 'check', 'unknown');
    expect(unknown).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('It has: cpu2, gpu8, gpu9'),
    });
    expect(await run('targets', 'install', 'cluster')).toMatchObject({ code: 0 });
    await run('targets', 'add', 'closed', HOST, '--slurm', '--partition', 'gpu9');
    const closed = await run('train', network, '--on', 'closed', '--out', here('closed'));
    expect(closed).toMatchObject({ code: 1, stderr: expect.stringContaining('Requested partition is down') });
  });

  it('trains a job, after its wait in the queue and through a cut line, with the numbers of this machine', {
    timeout: timeLimit(300),
  }, async () => {
    slurm.hold();
    const job = train('mirror', '--limit', '512', '--json');
    await job.saw("waits in Slurm's queue on cluster (PartitionDown)");
    for (const word of [
      '--no-requeue',
      '--partition=gpu8',
      '--cpus-per-task=2',
      '--gres=gpu:a100:1',
      '--time=1-00:00:00',
    ])
      expect(slurm.asked).toContain(word);
    machine.cut();
    await job.saw('is reached again');
    slurm.release();
    const [elsewhere, local] = await Promise.all([
      job.ended,
      run('train', network, '--limit', '512', '--out', here('local'), '--json'),
    ]);
    expect([elsewhere.code, local.code]).toEqual([0, 0]);
    expect(eventsOf(here('mirror'))).toBe(eventsOf(there('mirror')));
    const weights = (name: string) => readFileSync(join(here(name), 'weights.safetensors'));
    expect(weights('mirror')).toEqual(weights('local'));
    expect(slurm.count).toBe(1);
  });

  it('is stopped with a checkpoint, and resumed as another job', { timeout: timeLimit(300) }, async () => {
    const job = train('stopped', '--limit', '4096', '--epochs', '5000', '--json');
    await job.saw('"type":"epoch"');
    job.child.kill('SIGINT');
    expect(await job.ended).toMatchObject({ code: 130, stdout: expect.stringContaining('"type":"stopped"') });
    const epochs = eventsOf(here('stopped'))
      .split('\n')
      .filter((line) => line.startsWith('{"type":"epoch"')).length;
    const more = ['--epochs', String(epochs + 1), '--on', 'cluster'];
    const resumed = await run('train', '--resume', here('stopped'), ...more, '--json');
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('"type":"done"') });
  });

  it('is taken out of the queue', async () => {
    slurm.hold();
    const job = train('withdrawn');
    await job.saw("waits in Slurm's queue");
    job.child.kill('SIGINT');
    expect(await job.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('out of the queue') });
    slurm.release();
  });

  it.each([
    ['its time is over', () => slurm.announceTimeLimit(), 'The time limit of the job on'],
    ['somebody cancels it', () => slurm.cancel(), 'was canceled there'],
    ['its node fails', () => slurm.failNode(), 'has failed. The run can be resumed'],
  ])('says so when %s, and the run can be resumed', { timeout: timeLimit(120) }, async (name, end, words) => {
    const place = name.replaceAll(' ', '-');
    const job = train(place, '--limit', '4096', '--epochs', '5000');
    await job.saw('  2/5000');
    // The epoch is said before its checkpoint has come.
    const hasCome = () => hasCheckpoint(join(here(place), 'checkpoints'));
    await expect.poll(hasCome, { timeout: timeLimit(60) }).toBe(true);
    end();
    const ended = await job.ended;
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain(words);
    expect(ended.stdout).toContain('--resume');
  });
});

describe.skipIf(isSkipped || !canCloseNetwork)('a job of several nodes (needs unshare --net)', () => {
  const together = (name: string, ...args: string[]) =>
    start('train', network, '--on', 'nodes', '--anyway', '--out', here(name), ...args);
  const weights = (name: string) => readFileSync(join(here(name), 'weights.safetensors'));

  it('needs a closed network, which whoever gives the number of nodes has to say', async () => {
    const add = (...args: string[]) => run('targets', 'add', 'nodes', HOST, '--slurm', '--nodes', ...args);
    expect(await add('2')).toMatchObject({ code: 1, stderr: expect.stringContaining('closed network') });
    expect(await add('1.5', '--closed-network')).toMatchObject({ code: 2 });
    expect(await add('2', '--closed-network')).toMatchObject({ code: 0 });
    expect((await run('targets', 'list')).stdout).toContain('2 nodes');
  });

  it('trains with the numbers of as many replicas here, and is resumed', {
    timeout: timeLimit(300),
  }, async () => {
    const slow = await run('train', network, '--on', 'nodes', '--out', here('slow'), '--limit', '512');
    expect(slow).toMatchObject({ code: 1, stderr: expect.stringContaining('not worth it') });
    const job = together('together', '--limit', '512', '--json');
    expect(await job.ended).toMatchObject({ code: 0 });
    for (const word of ['--nodes=2', '--ntasks-per-node=1']) expect(slurm.asked).toContain(word);
    const local = await run('train', network, '--limit', '512', '--replicas', '2', '--out', here('replicas'));
    expect(local).toMatchObject({ code: 0 });
    expect(weights('together')).toEqual(weights('replicas'));
    const more = ['--epochs', '3'];
    const onNodes = ['--on', 'nodes', '--anyway', '--json'];
    const resumed = await run('train', '--resume', here('together'), ...more, ...onNodes);
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('"type":"done"') });
    await run('train', '--resume', here('replicas'), ...more);
    expect(weights('together')).toEqual(weights('replicas'));
  });

  it('ends, and can be resumed, when the process on one of them has ended', {
    timeout: timeLimit(300),
  }, async () => {
    const job = together('lost', '--limit', '4096', '--epochs', '5000');
    await job.saw('  2/5000');
    const hasCome = () => hasCheckpoint(join(here('lost'), 'checkpoints'));
    await expect.poll(hasCome, { timeout: timeLimit(60) }).toBe(true);
    slurm.killProcess('node2');
    const ended = await job.ended;
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be reached any more') });
    expect(ended.stdout).toContain('--resume');
  });

  it('cannot be begun outside of a job', async () => {
    const args = [network, '--with', 'slurm:node2', '--closed-network', '--anyway'];
    const refused = await inClosedNetwork(process.execPath, [cliScript, 'train', ...args]);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Slurm job') });
  });
});

describe.skipIf(isSkipped)('a run of the window that is a job', () => {
  it('waits, is stopped by its time limit, and is resumed; taken out of the queue, it is stopped', {
    timeout: timeLimit(300),
  }, async () => {
    const app = new AppOfTests(here('app'), datasetRoots(__dirname));
    slurm.hold();
    const runId = await app.start(tinyDocument(2_000), { on: 'cluster' });
    await app.until(() => app.supervisor.current()?.status.queued?.reason === 'PartitionDown');
    expect(app.supervisor.current()?.status.phase).toBe('preparing');
    slurm.release();
    await app.saw('epoch', 2);
    expect(app.supervisor.current()?.status.queued).toBeNull();
    slurm.announceTimeLimit();
    await app.phase('interrupted');
    const { summary } = await app.details(runId);
    expect(summary).toMatchObject({ phase: 'interrupted', failure: { code: 'slurm-time-limit' } });

    slurm.hold();
    await app.resume(runId, { epochs: summary.epochsDone + 2, on: 'cluster' });
    await app.until(() => app.supervisor.current()?.status.queued?.reason === 'PartitionDown');
    slurm.release();
    await app.phase('done');
    expect((await app.details(runId)).epochs.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: summary.epochsDone + 2 }, (_, at) => at + 1),
    );

    slurm.hold();
    const waiting = await app.start(tinyDocument(2), { on: 'cluster' });
    await app.until(() => app.supervisor.current()?.status.queued?.reason === 'PartitionDown');
    app.supervisor.stop(waiting);
    await app.phase('stopped');
    slurm.release();
    await app.quit();
  });
});
