import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended, StartedProgram } from '../src/testing/started-program';
import { timeLimit } from '../src/testing/time-limit.mjs';
import { TINY_NETWORK } from '../src/testing/tiny-network';
import { hasCheckpoint } from '../src/main/trainer/checkpoints/checkpoint-store';
import { canHaveMachine, HOST, SshMachine } from '../src/testing/ssh-machine';
import { trainerPackage } from '../src/main/remote/trainer-package';
import { startCli } from '../src/main/cli/testing/run-cli';
import { testData } from './setup/test-data.mjs';

/* Training on another machine, as a user does it: the command line, the system's ssh, a real sshd on loopback with its own home folder. */

const tiny = {
  format: 'netloom',
  version: 1,
  name: 'Tiny "$(touch executed)" `touch executed`; touch executed',
  ...TINY_NETWORK,
  training: { epochs: 2, seed: 5, optimizer: { type: 'adam', learningRate: 0.001 } },
};

let machine: SshMachine;
let folder: string;
let network: string;

const start = (...args: string[]): StartedProgram => startCli(args, machine.environment);
const run = (...args: string[]): Promise<Ended> => start(...args).ended;
const here = (name: string) => join(folder, name);
const weights = (run: string) => readFileSync(join(run, 'weights.safetensors'));
/** The folder there of the run that a folder here mirrors. */
const there = (mirror: string) => {
  const state = JSON.parse(readFileSync(join(mirror, 'elsewhere.json'), 'utf8'));
  return join(machine.home, '.netloom', 'runs', state.run);
};
const runsThere = () => {
  const runs = join(machine.home, '.netloom', 'runs');
  return existsSync(runs) ? readdirSync(runs) : [];
};

const { folder: programs, isThere } = testData('openssh');
const isSkipped = !isThere || !canHaveMachine();

beforeAll(async () => {
  if (isSkipped) return;
  folder = mkdtempSync(join(tmpdir(), 'netloom-elsewhere-'));
  machine = await SshMachine.start(join(folder, 'machine'), programs);
  network = here('it\'s "tiny" $(touch executed).json');
  writeFileSync(network, JSON.stringify(tiny));
  const trainer = await trainerPackage(__dirname);
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  // Large, and the same in every version.
  for (const { source, sha256, path } of trainer.value.parts) {
    if (path !== 'node') machine.putIntoStore(source, sha256);
  }
  expect(await run('targets', 'add', 'lab', HOST)).toMatchObject({ code: 0 });
}, timeLimit(300));
afterAll(async () => {
  if (isSkipped) return;
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(isSkipped)('another machine', () => {
  it('is checked, and gets the trainer once', async () => {
    const before = await run('targets', 'check', 'lab');
    expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining('not installed') });
    expect(before.stdout).toContain(machine.fingerprint);
    const refused = await run('train', network, '--on', 'lab', '--out', here('early'));
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is not installed') });
    const first = await run('targets', 'install', 'lab');
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Sending') });
    expect(first.stdout).toMatch(/TensorFlow [\d.]+ runs there on /);
    const again = await run('targets', 'install', 'lab');
    expect(again).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Sending') });
    const report = JSON.parse((await run('targets', 'check', 'lab', '--json')).stdout);
    expect(report).toMatchObject({ isInstalled: true, cores: expect.any(Number), system: 'Linux' });
    expect(report.freeBytes).toBeGreaterThan(0);
    expect(report.lineBits).toBeGreaterThan(0);
  });

  it('trains with the numbers of this one, and what it writes comes here byte for byte', async () => {
    const [mirror, local] = [here('mirror'), here('local')];
    const limited = ['--limit', '512'];
    const [elsewhere, whole] = await Promise.all([
      run('train', network, ...limited, '--on', 'lab', '--out', mirror, '--json'),
      run('train', network, ...limited, '--out', local, '--json'),
    ]);
    expect(elsewhere.stderr).toContain('trains on lab');
    expect([elsewhere.code, whole.code]).toEqual([0, 0]);
    const events = readFileSync(join(mirror, 'events.jsonl'), 'utf8');
    expect(events).toBe(readFileSync(join(there(mirror), 'events.jsonl'), 'utf8'));
    expect(elsewhere.stdout).toBe(events);
    expect(weights(mirror)).toEqual(weights(local));
    // The layout of a local run, and two files that say where it was trained.
    const names = (path: string) => readdirSync(path).sort();
    expect(names(mirror)).toEqual([...names(local), 'elsewhere.json', 'events.jsonl'].sort());
    expect(names(join(mirror, 'checkpoints'))).toEqual(names(join(local, 'checkpoints')));
    expect(await run('train', '--follow', mirror, '--json')).toMatchObject({ code: 0, stdout: events });
    const evaluated = await run('evaluate', mirror);
    expect(evaluated.code).toBe(0);
    const taken = await run('train', network, '--on', 'lab', '--out', mirror);
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('holds an earlier run') });
  });

  it('trains on through a cut line and a command that is killed, stops when it is reached again, and is resumed on either side', {
    timeout: timeLimit(600),
  }, async () => {
    const [mirror, whole] = [here('cut'), here('whole')];
    const limited = ['--limit', '4096'];
    const started = start(
      'train',
      network,
      ...limited,
      '--epochs',
      '5000',
      '--on',
      'lab',
      '--out',
      mirror,
      '--json',
    );
    await started.saw('"type":"epoch"');
    machine.cut();
    await started.saw('is out of reach since');
    await started.saw('is reached again');
    started.child.kill('SIGKILL');
    await started.ended;
    const again = start('train', '--follow', mirror, '--json');
    await again.saw('"type":"epoch"');
    const twice = await run('train', '--follow', mirror);
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining('is being trained by process') });
    const besides = await run('train', '--resume', mirror);
    expect(besides).toMatchObject({ code: 2, stderr: expect.stringContaining('This run is training on') });
    await machine.goDown();
    await again.saw('is out of reach since');
    again.child.kill('SIGINT');
    await again.saw('Stopping after this step');
    await machine.comeUp();
    const stopped = await again.ended;
    expect(stopped).toMatchObject({ code: 130, stdout: expect.stringContaining('"type":"stopped"') });
    const events = readFileSync(join(mirror, 'events.jsonl'), 'utf8');
    expect(events).toBe(readFileSync(join(there(mirror), 'events.jsonl'), 'utf8'));
    expect(stopped.stdout).toBe(events);

    // There, stopped a second time; then here to its end.
    const resumed = start('train', '--resume', mirror, '--on', 'lab', '--json');
    await resumed.saw('"type":"epoch"');
    resumed.child.kill('SIGINT');
    expect((await resumed.ended).code).toBe(130);
    const epochs = readFileSync(join(mirror, 'events.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"type":"epoch"'))
      .map((line) => JSON.parse(line).epoch);
    expect(epochs).toEqual(epochs.map((_epoch, index) => index + 1));
    const toTheEnd = ['--epochs', String(epochs.length + 2)];
    const [finished, uninterrupted] = await Promise.all([
      run('train', '--resume', mirror, ...toTheEnd),
      run('train', network, ...limited, ...toTheEnd, '--out', whole),
    ]);
    expect([finished.code, uninterrupted.code]).toEqual([0, 0]);
    expect(weights(mirror)).toEqual(weights(whole));
  });

  it('says so when the process there was killed, and the run can be resumed', async () => {
    const mirror = here('killed');
    const started = start(
      'train',
      network,
      '--limit',
      '4096',
      '--epochs',
      '500',
      '--on',
      'lab',
      '--out',
      mirror,
    );
    await started.saw('  2/500');
    // The epoch is said before its checkpoint has come.
    const hasCome = () => hasCheckpoint(join(mirror, 'checkpoints'));
    await expect.poll(hasCome, { timeout: timeLimit(60) }).toBe(true);
    const pid = Number(readFileSync(join(there(mirror), 'pid'), 'utf8'));
    // What started it, too: nobody writes an exit code.
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    process.kill(parent, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    const ended = await started.ended;
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is gone without having written'),
    });
    expect(ended.stdout).toContain('--resume');
    const repeated = await run('train', '--follow', mirror);
    expect(repeated).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('  2/500'),
      stderr: expect.stringContaining('is gone without having written'),
    });
  });

  it('receives a data set once', async () => {
    const rows = Array.from(
      { length: 80 },
      (_row, index) => `${index % 7},${index % 5},${index % 2 ? 'odd' : 'even'}`,
    );
    writeFileSync(here('table.csv'), ['a,b,label', ...rows].join('\n'));
    const imported = await run('data', 'import', here('table.csv'), '--json');
    expect(imported).toMatchObject({ code: 0 });
    const { id } = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '');
    const [input, , , dense, output] = tiny.nodes;
    const file = here('table.json');
    writeFileSync(
      file,
      JSON.stringify({
        ...tiny,
        dataset: { id },
        nodes: [{ ...input, parameters: { shape: [2] } }, { ...dense, parameters: { units: 2 } }, output],
        edges: [
          { from: 'input', to: 'dense' },
          { from: 'dense', to: 'output' },
        ],
      }),
    );
    const first = await run('train', file, '--on', 'lab', '--out', here('table-1'));
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Sending the data set') });
    const second = await run('train', file, '--on', 'lab', '--out', here('table-2'));
    expect(second).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Sending the data set') });
    expect(weights(here('table-1'))).toEqual(weights(here('table-2')));
  });
});

describe.skipIf(isSkipped)('what is refused, in words', () => {
  it.each([
    ['-oProxyCommand=touch executed', 'is not a host'],
    ['a;touch executed', 'is not a host'],
    ['$(touch executed)', 'is not a host'],
    ['user@-oProxyCommand', 'is not a host'],
    ['host:99999', 'is not a host'],
    ['a b', 'is not a host'],
  ])('the host %s', async (host, words) => {
    const { code, stderr } = await run('targets', 'add', '--', 'bad', host);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it.each(['$(touch executed)', '../elsewhere', "it's", '-rf', 'a\nb', 'a`b', '/a/../b', 'a"b', 'a*'])(
    'the folder %j',
    async (path) => {
      const { code, stderr } = await run('targets', 'add', 'bad', HOST, `--folder=${path}`);
      expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be the folder')]);
    },
  );

  it('a host key that is not known, until its fingerprint is confirmed; and one that has changed', async () => {
    machine.forgetKey('nothing');
    const unknown = await run('targets', 'check', 'lab');
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining(machine.fingerprint) });
    const wrong = await run('targets', 'check', 'lab', '--host-key', `SHA256:${'A'.repeat(43)}`);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('is not known yet') });
    const yes = await run('targets', 'check', 'lab', '--host-key', 'yes');
    expect(yes).toMatchObject({ code: 2, stderr: expect.stringContaining('needs a fingerprint') });
    expect((await run('targets', 'check', 'lab')).code).toBe(1);
    expect((await run('targets', 'check', 'lab', '--host-key', machine.fingerprint)).code).toBe(0);
    expect((await run('targets', 'check', 'lab')).code).toBe(0);
    machine.forgetKey('another');
    const changed = await run('targets', 'check', 'lab', '--host-key', machine.fingerprint);
    expect(changed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not the one that was known'),
    });
    machine.rememberKey();
  });

  it('a key that the machine does not take, and a machine that is not there', async () => {
    await run('targets', 'add', 'refused-machine');
    const refused = await run('targets', 'check', 'refused-machine');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('refused the login') });
    await run('targets', 'add', 'nowhere', '127.0.0.1:1');
    const nowhere = await run('targets', 'check', 'nowhere');
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be reached') });
    expect((await run('targets', 'check', 'unknown')).stderr).toContain('Known: lab');
    expect((await run('targets', 'remove', 'nowhere')).code).toBe(0);
    expect((await run('targets', 'list')).stdout).not.toContain('nowhere');
  });

  it('a folder there that is a link elsewhere, or holds one', async () => {
    const target = join(machine.folder, 'precious');
    mkdirSync(target);
    symlinkSync(target, join(machine.home, 'linked'));
    mkdirSync(join(machine.home, 'holds'));
    symlinkSync(target, join(machine.home, 'holds', 'runs'));
    writeFileSync(join(machine.home, 'plain'), '');
    for (const name of ['linked', 'holds']) {
      await run('targets', 'add', name, HOST, '--folder', name);
      for (const command of ['check', 'install']) {
        const { code, stderr } = await run('targets', command, name);
        expect([code, stderr]).toEqual([1, expect.stringContaining(`a link to ${target}`)]);
      }
    }
    await run('targets', 'add', 'plain', HOST, '--folder', 'plain');
    expect((await run('targets', 'install', 'plain')).stderr).toContain('is no folder of yours');
    expect(readdirSync(target)).toEqual([]);
  });

  it('more than there is room for, before any of it is sent', async () => {
    const huge = here('huge.safetensors');
    writeFileSync(huge, '');
    truncateSync(huge, 8e12);
    const before = runsThere();
    const out = here('huge');
    const { code, stderr } = await run('train', network, '--weights', huge, '--on', 'lab', '--out', out);
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is not enough room on')]);
    expect(runsThere()).toEqual(before);
    expect(existsSync(out)).toBe(false);
  });

  it('and none of it, nor of the names above, was executed anywhere', () => {
    const places = [
      machine.home,
      folder,
      process.cwd(),
      ...runsThere().map((name) => join(machine.home, '.netloom', 'runs', name)),
    ];
    expect(places.filter((place) => existsSync(join(place, 'executed')))).toEqual([]);
  });
});
