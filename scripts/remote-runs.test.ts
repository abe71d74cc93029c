import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MachineProgress, RunDetails } from '../src/contract/contract';
import { datasetRoots } from '../src/main/data/dataset-roots';
import { Machines } from '../src/main/remote/machines';
import { configuredHosts, hostsIn } from '../src/main/remote/ssh-hosts';
import type { AskedBySsh, AskUser } from '../src/main/remote/ssh-questions';
import { canHaveMachine, HOST, SshMachine } from '../src/testing/ssh-machine';
import { AppOfTests, tinyDocument } from '../src/main/runs/testing/app-of-tests';
import { trainerOfTests } from '../src/main/runs/testing/remote-runs';
import { timeLimit } from '../src/testing/time-limit.mjs';
import { testData } from './setup/test-data.mjs';

/* The window's runs on another machine, from main's side: real trainers, the system's ssh, a real sshd on loopback with its own home folder. */

const silent = () => undefined;
const roots = datasetRoots(__dirname);

const { folder: programs, isThere } = testData('openssh');
const isSkipped = !isThere || !canHaveMachine();
const before = { ...process.env };

let machine: SshMachine;
let folder: string;
const apps: AppOfTests[] = [];
const app = (name: string, ask?: AskUser) => {
  const made = new AppOfTests(join(folder, name), roots, ask);
  apps.push(made);
  return made;
};
const machinesWith = (onProgress: (progress: MachineProgress) => void = silent) =>
  new Machines({ trainer: trainerOfTests, onChange: silent, onProgress });
const nobody: AskUser = () => Promise.resolve(null);
/** Every step of a curve once, in order. */
const stepsOf = ({ points }: RunDetails) => points.map(({ step }) => step);
const isRising = (numbers: readonly number[]) =>
  numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0));
const runsThere = () => readdirSync(join(machine.home, '.netloom', 'runs'));

beforeAll(async () => {
  if (isSkipped) return;
  folder = mkdtempSync(join(tmpdir(), 'netloom-remote-runs-'));
  machine = await SshMachine.start(join(folder, 'machine'), programs);
  Object.assign(process.env, machine.environment);
  const trainer = await trainerOfTests();
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  for (const { source, sha256, path } of trainer.value.parts) {
    if (path !== 'node') machine.putIntoStore(source, sha256);
  }
}, timeLimit(300));
afterEach(async () => {
  for (const one of apps.splice(0).filter(({ hasQuit }) => !hasQuit)) {
    const run = one.supervisor.current();
    if (one.supervisor.isElsewhere && run !== null) {
      one.supervisor.stop(run.runId);
      await one.until(() => !one.supervisor.isActive);
    }
    await one.quit();
  }
}, timeLimit(60));
afterAll(async () => {
  if (isSkipped) return;
  for (const name of ['NETLOOM_SSH_CONFIG', 'XDG_DATA_HOME']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(isSkipped)('the machines of the window', () => {
  it('are added, looked at, and given the trainer once, with its progress', {
    timeout: timeLimit(300),
  }, async () => {
    const progress: MachineProgress[] = [];
    const machines = machinesWith((one) => progress.push(one));
    expect(await configuredHosts()).toEqual([HOST, 'refused-machine']);
    expect(await machines.add({ name: 'lab', host: HOST })).toMatchObject({ ok: true });
    expect(await machines.add({ name: 'lab', host: HOST })).toMatchObject({
      error: { code: 'remote-name-taken' },
    });
    expect(await machines.add({ name: 'x', host: '-oProxyCommand=touch executed' })).toMatchObject({
      error: { code: 'remote-host-unusable' },
    });
    const early = await app('early').service.start(tinyDocument(1), { on: 'lab' }, (start) => start());
    expect(early).toMatchObject({ error: { code: 'remote-not-installed' } });
    expect(await machines.check('lab', nobody)).toMatchObject({
      value: { isInstalled: false, system: 'Linux' },
    });
    expect(await machines.install('lab', nobody)).toMatchObject({
      value: { engine: expect.stringMatching(/^\d+\./) },
    });
    expect(progress.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['connecting', 'sending', 'unpacking', 'testing']),
    );
    expect(await machines.check('lab', nobody)).toMatchObject({ value: { isInstalled: true } });
    progress.length = 0;
    expect(await machines.install('lab', nobody)).toMatchObject({ ok: true });
    expect(progress.map(({ stage }) => stage)).toEqual(['connecting', 'testing']);
  });

  it('ask for an unknown host key, and take only the one that was shown; a changed one is refused', async () => {
    const asked: AskedBySsh[] = [];
    const answering =
      (answer: (question: AskedBySsh) => string | null): AskUser =>
      (question) => {
        asked.push(question);
        return Promise.resolve(answer(question));
      };
    machine.forgetKey('nothing');
    const machines = machinesWith();
    expect(await machines.check('lab', nobody)).toMatchObject({ error: { code: 'remote-host-key-unknown' } });
    const wrong = answering(() => `SHA256:${'A'.repeat(43)}`);
    expect(await machines.check('lab', wrong)).toMatchObject({ ok: false });
    machine.forgetKey('nothing');
    const right = answering(({ key }) => key?.split(' ')[1] ?? null);
    expect(await machines.check('lab', right)).toMatchObject({ ok: true });
    expect(asked.at(-1)).toMatchObject({
      kind: 'host-key',
      key: expect.stringContaining(machine.fingerprint),
    });
    machine.forgetKey('another');
    asked.length = 0;
    expect(await machines.check('lab', right)).toMatchObject({ error: { code: 'remote-host-key-changed' } });
    expect(asked).toEqual([]);
    machine.rememberKey();
  });

  it('ask for the passphrase of a key, and say when the login is refused', async () => {
    const asked: AskedBySsh[] = [];
    const machines = machinesWith();
    machine.protectKey('open sesame');
    const answers = ['wrong', 'open sesame'];
    const reply = await machines.check('lab', (question) => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? null);
    });
    expect(reply).toMatchObject({ ok: true });
    expect(asked.map(({ kind }) => kind)).toEqual(['secret', 'secret']);
    expect(asked[0]?.text).toContain('passphrase');
    expect(await machines.check('lab', nobody)).toMatchObject({ error: { code: 'remote-login-refused' } });
    machine.protectKey('');
  });

  it('are canceled in the middle of a question', async () => {
    const machines = machinesWith();
    machine.forgetKey('nothing');
    let onAsked: () => void = silent;
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const checked = machines.check('lab', () => {
      onAsked();
      return new Promise(() => undefined);
    });
    await asked;
    machines.cancel('lab');
    expect(await checked).toMatchObject({ error: { code: 'remote-canceled' } });
    machine.rememberKey();
  });
});

describe.skipIf(isSkipped)('a run of the window on another machine', () => {
  it('has the numbers of one here, and all its results come', { timeout: timeLimit(300) }, async () => {
    const one = app('whole');
    const there = await one.start(tinyDocument(3), { on: 'lab' });
    await one.until(() => !one.supervisor.isActive);
    const elsewhere = await one.details(there);
    expect(elsewhere.summary).toMatchObject({
      phase: 'done',
      hasWeights: true,
      machine: { name: 'lab', host: HOST },
    });
    const here = await one.start(tinyDocument(3));
    await one.until(() => !one.supervisor.isActive);
    const local = await one.details(here);
    expect(local.summary.machine).toBeUndefined();
    // Which steps become points is a matter of time.
    const losses = ({ epochs }: RunDetails) => epochs.map(({ trainLoss, testLoss }) => [trainLoss, testLoss]);
    expect(losses(elsewhere)).toEqual(losses(local));
    const checkpoints = (runId: string) =>
      readdirSync(one.store.folderOf(runId)).filter((name) => /^(checkpoint|best)-/.test(name));
    expect(checkpoints(there).sort()).toEqual(checkpoints(here).sort());
    const inspected = await one.service.inspect(there, { type: 'histograms', bins: 8 });
    expect(inspected.ok || inspected.error.code).toBe(true);
  });

  it('continues through a cut line and the end of the app, pauses, stops, and is resumed there and here', {
    timeout: timeLimit(600),
  }, async () => {
    const first = app('cut');
    const runId = await first.start(tinyDocument(2_000), { on: 'lab' });
    await first.saw('epoch', 2);
    machine.cut();
    await first.saw('reach', 2);
    const reaches = first.events.filter((event) => event.type === 'reach');
    expect(reaches[0]).toMatchObject({ outOfReach: { since: expect.any(Number) } });
    expect(reaches[1]).toMatchObject({ outOfReach: null });
    const epochs = first.events.filter(({ type }) => type === 'epoch').length;
    await first.saw('epoch', epochs + 1);
    await first.quit();
    expect((await first.details(runId)).summary.phase).toBe('training');

    const second = app('cut');
    await second.store.flush();
    expect((await second.store.summary(runId))?.phase).toBe('training');
    await second.follow(runId);
    expect(second.supervisor.current()?.status.compiled).not.toBeNull();
    await second.saw('epoch', 2);
    second.supervisor.pause(runId);
    await second.phase('paused');
    second.supervisor.continue(runId);
    await second.saw('continued');
    await second.saw('checkpoint');
    expect(await second.service.inspect(runId, { type: 'histograms', bins: 8 })).toMatchObject({ ok: true });
    await machine.goDown();
    await second.until(() => second.supervisor.current()?.status.outOfReach != null);
    second.supervisor.stop(runId);
    await machine.comeUp();
    second.supervisor.reach(runId);
    await second.phase('stopped');
    const stopped = await second.details(runId);
    expect(isRising(stepsOf(stopped))).toBe(true);
    const mirror = join(second.store.folderOf(runId), 'elsewhere');
    const { run } = JSON.parse(readFileSync(join(mirror, 'elsewhere.json'), 'utf8'));
    const original = readFileSync(join(machine.home, '.netloom', 'runs', run, 'events.jsonl'));
    expect(readFileSync(join(mirror, 'events.jsonl')).equals(original)).toBe(true);

    const done = stopped.summary.epochsDone;
    await second.resume(runId, { epochs: done + 2, on: 'lab' });
    await second.until(() => !second.supervisor.isActive);
    const resumed = await second.details(runId);
    expect(resumed.summary).toMatchObject({ phase: 'done', epochsDone: done + 2, machine: { name: 'lab' } });
    await second.resume(runId, { epochs: done + 3 });
    await second.until(() => !second.supervisor.isActive);
    const last = await second.details(runId);
    expect(last.summary).toMatchObject({ phase: 'done', epochsDone: done + 3 });
    expect(last.summary.machine).toBeUndefined();
    expect(isRising(stepsOf(last))).toBe(true);
    expect(last.epochs.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: done + 3 }, (_, at) => at + 1),
    );

    const whole = app('uncut');
    const wholeId = await whole.start(tinyDocument(done + 3));
    await whole.until(() => !whole.supervisor.isActive);
    const expected = await whole.details(wholeId);
    expect(last.epochs.at(-1)).toMatchObject({
      trainLoss: expected.epochs.at(-1)?.trainLoss,
      testLoss: expected.epochs.at(-1)?.testLoss,
    });
  });

  it('is stopped before it has begun, and leaves nothing behind', async () => {
    const one = app('early-stop');
    const known = runsThere().length;
    const runId = await one.start(tinyDocument(5), { on: 'lab' });
    one.supervisor.stop(runId);
    await one.phase('stopped');
    expect((await one.details(runId)).summary.phase).toBe('stopped');
    expect(runsThere().length - known).toBeLessThanOrEqual(1);
    expect(existsSync(join(one.store.folderOf(runId), 'record.json'))).toBe(true);
  });
});

describe('hosts of a configuration', () => {
  it('are those that can be connected to', () => {
    const text =
      'Host lab *.example.org !x\n  HostName 10.0.0.1\nhost = "gpu-1"\nMatch host z\nHost lab -bad\n';
    expect(hostsIn(text)).toEqual(['lab', 'gpu-1']);
  });
});
