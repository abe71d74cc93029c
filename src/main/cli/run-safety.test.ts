import { execFile, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ended, type StartedProgram, startProgram } from '../../testing/started-program';
import { timeLimit } from '../../testing/time-limit.mjs';
import { containerV2, systemFiles, writeSystemFiles } from '../runs/testing/system-files';
import { LOCK_FILE } from '../trainer/run-folder/folder-lock';
import { shellWord } from './shell-command';
import { cliScript as cli, repositoryRoot as root } from './testing/run-cli';

/* A user tries this and that with a run on the command line: the real command, the real engine, real signals. */

let folder: string;
let network: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-safety-'));
  network = join(folder, 'lenet-relu.json');
  writeFileSync(network, JSON.stringify(lenetRelu));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chain = ['input', 'c1', 'r1', 'p1', 'c2', 'r2', 'p2', 'flatten', 'd1', 'r3', 'dense', 'output'];
const lenetRelu = {
  format: 'netloom',
  version: 2,
  name: 'LeNet with ReLU',
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'c1', type: 'conv2d', parameters: { filters: 6, kernelSize: 5, padding: 2 } },
    { id: 'r1', type: 'relu' },
    { id: 'p1', type: 'maxPooling2d' },
    { id: 'c2', type: 'conv2d', parameters: { filters: 16, kernelSize: 5, padding: 0 } },
    { id: 'r2', type: 'relu' },
    { id: 'p2', type: 'maxPooling2d' },
    { id: 'flatten', type: 'flatten' },
    { id: 'd1', type: 'dense', parameters: { units: 84 } },
    { id: 'r3', type: 'relu' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain.slice(1).map((to, index) => ({ from: chain[index], to })),
  training: { epochs: 2, batchSize: 64, optimizer: { type: 'sgd', learningRate: 0.05 }, seed: 1 },
};

const start = (program: string, args: readonly string[], env?: NodeJS.ProcessEnv) =>
  startProgram(program, args, { cwd: root, ...(env && { env }) });

const netloom = (...args: string[]): StartedProgram => start(process.execPath, [cli, ...args]);
const run = (...args: string[]): Promise<Ended> => netloom(...args).ended;
const weights = (path: string) => readFileSync(join(path, 'weights.safetensors'));

/** The trainer that works in a folder: the one its lock names. */
function trainerOf(path: string): number {
  return JSON.parse(readFileSync(join(path, LOCK_FILE), 'utf8')).trainer.pid;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const LONG = ['--limit', '2048', '--epochs', '1000', '--json'];

describe('a run on the command line', () => {
  it('whose terminal is closed ends in order', { timeout: timeLimit(600) }, async (context) => {
    if (spawnSync('script', ['--version']).status !== 0)
      return context.skip('no `script` to have a terminal of');
    const out = join(folder, 'hung-up');
    const command = [process.execPath, cli, 'train', network, ...LONG, '--out', out].map(shellWord).join(' ');
    const terminal = start('script', ['-qec', `exec ${command}`, '/dev/null']);
    await terminal.saw('"type":"checkpoint"');
    const { pid } = JSON.parse(readFileSync(join(out, LOCK_FILE), 'utf8')).owner;
    terminal.child.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: timeLimit(120) }).toBe(false);
    // Written at the end of a run only.
    expect(weights(out).length).toBeGreaterThan(0);
    expect(existsSync(join(out, LOCK_FILE))).toBe(false);
  });

  it('is not harmed by what is refused: the plain resume comes to the same numbers', {
    timeout: timeLimit(600),
  }, async () => {
    const [parts, whole] = [join(folder, 'parts'), join(folder, 'whole')];
    const limited = ['--limit', '2048', '--epochs', '6'];
    const training = netloom('train', network, ...limited, '--json', '--out', parts);
    await training.saw('"type":"checkpoint"');
    training.child.kill('SIGINT');
    expect((await training.ended).code).toBe(130);
    const tries: readonly (readonly [number, RegExp, readonly string[]])[] = [
      [1, /seed 1; it cannot be resumed with 2/, ['--seed', '2']],
      [
        1,
        /optimizer sgd; it cannot be resumed with adam/,
        ['--optimizer', 'adam', '--learning-rate', '0.001'],
      ],
      [1, /batch size 64; it cannot be resumed with 32/, ['--batch-size', '32']],
      [1, /validation split 0; it cannot be resumed with 0\.1/, ['--validation-share', '0.1']],
      [1, /number of training images 2,048; it cannot be resumed with 1,024/, ['--limit', '1024']],
      [2, /--checkpoint-every needs a number above 0 and not above 10000/, ['--checkpoint-every', '20000']],
      [2, /leave --out away/, ['--out', parts]],
      [2, /leave --weights away/, ['--weights', join(parts, 'weights.safetensors')]],
      [2, /--overwrite needs --out/, ['--overwrite']],
    ];
    const before = readFileSync(join(parts, 'document.json'));
    for (const [code, stderr, options] of tries) {
      const refused = await run('train', '--resume', parts, ...options);
      expect(refused).toMatchObject({ code, stderr: expect.stringMatching(stderr) });
    }
    expect(readFileSync(join(parts, 'document.json'))).toEqual(before);
    const [resumed] = await Promise.all([
      run('train', '--resume', parts),
      run('train', network, ...limited, '--out', whole),
    ]);
    expect(resumed.code).toBe(0);
    expect(weights(parts)).toEqual(weights(whole));
    // Its own course is said.
    const other = await run('train', '--resume', parts, '--epochs', '7', '--learning-rate', '0.01');
    expect(other).toMatchObject({
      code: 0,
      stderr: 'Changed setting from here on: learning rate 0.01 (before: 0.05).\n',
    });
  });

  it('has its folder to itself', async () => {
    const out = join(folder, 'shared');
    const first = netloom('train', network, ...LONG, '--out', out);
    await first.saw('"type":"checkpoint"');
    const rivals = await Promise.all([
      run('train', network, '--out', out),
      run('train', network, '--out', out, '--overwrite'),
      run('train', '--resume', out),
    ]);
    const locked = new RegExp(
      `^“shared” is being trained by process ${first.child.pid} \\(.*cli\\.mjs train .*\\) since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\.`,
    );
    for (const rival of rivals) {
      expect(rival).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(locked) });
    }
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(130);
    // Two resumes at once: one trains, the other is refused.
    const both = await Promise.all([
      run('train', '--resume', out, '--epochs', '8'),
      run('train', '--resume', out, '--epochs', '8'),
    ]);
    const done = both.filter(({ code, stdout }) => code === 0 && stdout.includes('Done in'));
    expect(done.length).toBeGreaterThanOrEqual(1);
    // Where the other came when the first was done, it had nothing left to do.
    for (const { code, stderr } of both)
      if (code !== 0) expect(stderr).toMatch(/is being trained by process/);
  });

  it('leaves alone what is not a run’s, and an earlier run that nobody asked to replace', async () => {
    const mine = join(folder, 'mine');
    mkdirSync(join(mine, 'checkpoints'), { recursive: true });
    const files = [
      'document.json',
      'metrics.json',
      'weights.safetensors',
      'checkpoints/best-000001.safetensors',
    ];
    for (const file of files) writeFileSync(join(mine, file), 'mine');
    for (const options of [[], ['--overwrite']]) {
      expect(await run('train', network, '--limit', '512', '--out', mine, ...options)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^“mine” holds files that are not a training run’s \(checkpoints, document\.json/,
        ),
      });
    }
    for (const file of files) expect(readFileSync(join(mine, file), 'utf8')).toBe('mine');
    expect(readdirSync(mine)).toHaveLength(4);
    const out = join(folder, 'earlier');
    const trained = await run('train', network, '--limit', '512', '--out', out);
    expect(trained.code).toBe(0);
    const before = weights(out);
    const again = await run('train', network, '--limit', '512', '--seed', '5', '--out', out);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/holds an earlier run[\s\S]*Resume with: .*--resume[\s\S]*--overwrite/);
    expect(weights(out)).toEqual(before);
    const replaced = await run(
      'train',
      network,
      '--limit',
      '512',
      '--seed',
      '5',
      '--out',
      out,
      '--overwrite',
    );
    expect(replaced).toMatchObject({ code: 0, stderr: expect.stringContaining('The earlier run in') });
    expect(weights(out)).not.toEqual(before);
  });
});

describe('a training that was killed', () => {
  const odd = ['it\'s here; $HOME "and" `id`', '-x 訓練（一）*?[a]\nnext line\tand tab'];

  it.each(odd)('says how to resume it, and the command works pasted into a shell: %j', async (name) => {
    const out = join(folder, name);
    const training = netloom('train', network, ...LONG, '--out', out);
    await training.saw('"type":"checkpoint"');
    process.kill(trainerOf(out), 'SIGKILL');
    const { code, stderr } = await training.ended;
    expect(code).toBe(1);
    const command = /^Resume with: (.*)$/m.exec(stderr)?.[1] ?? '';
    expect(command).toContain('train --resume');
    // Further than requested, so that it ends; from another folder than it was started in.
    const pasted = start('bash', ['-c', `cd / && ${command} --epochs 1`]);
    const resumed = await pasted.ended;
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('Done in') });
    expect(resumed.stderr).toContain('still marked as in use by process');
    expect(existsSync(join(out, LOCK_FILE))).toBe(false);
  });

  it('is resumed with npm from wherever it was started', async () => {
    const out = join(folder, "npm's $run\nhere");
    const elsewhere = join(folder, 'else where');
    mkdirSync(elsewhere);
    const prefix = ['--prefix', root, 'run', '--silent', 'cli', '--'];
    const child = spawn(
      'npm',
      [...prefix, 'train', network, '--limit', '512', '--epochs', '1', '--out', out],
      {
        cwd: elsewhere,
        env: cleanEnvironment(),
      },
    );
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    const again = await promisify(execFile)('npm', [...prefix, 'train', network, '--out', out], {
      cwd: elsewhere,
      env: cleanEnvironment(),
    }).catch((error: { stderr: string }) => error);
    const command = /^Resume with: (npm .*)$/m.exec(again.stderr)?.[1] ?? '';
    expect(command).toContain('--prefix');
    const pasted = await promisify(execFile)('bash', ['-c', `${command} --epochs 2`], {
      cwd: elsewhere,
      env: cleanEnvironment(),
    });
    expect(pasted.stdout).toMatch(/^Epoch 2\/2 /m);
  });

  it.each([
    [
      'says so too where there was no checkpoint yet, and starts again from the same command',
      'early bird',
      false,
    ],
    ['says that the best weights are there, and starts again in their place', 'best bird', true],
  ])('%s', async (_name, folderName, waitsForBest) => {
    const out = join(folder, folderName);
    const training = netloom('train', network, ...LONG, '--checkpoint-every', '999', '--out', out);
    await training.saw('"type":"epoch"');
    const hasBest = () => readdirSync(join(out, 'checkpoints')).some((name) => name.startsWith('best-'));
    if (waitsForBest) await vi.waitUntil(hasBest, { timeout: timeLimit(60) });
    process.kill(trainerOf(out), 'SIGKILL');
    const { stderr } = await training.ended;
    // On a busy machine, the best weights may be there before the trainer is killed.
    const advice = /^There was no checkpoint yet(, only the weights .*)?\. Start again.* with: (.*)$/m.exec(
      stderr,
    );
    if (waitsForBest) expect(advice?.[1]).toContain('best epoch');
    const again = await start('bash', ['-c', `${advice?.[2] ?? ''} --epochs 1`]).ended;
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('"type":"done"') });
  });

  it('can be resumed at once when the command itself was killed', async () => {
    const out = join(folder, 'orphan');
    const training = netloom('train', network, ...LONG, '--out', out);
    await training.saw('"type":"checkpoint"');
    training.child.kill('SIGKILL');
    await training.ended;
    const resumed = await run('train', '--resume', out, '--epochs', '1');
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('Done in') });
  });

  it('for want of memory is reported, with what to do', async (context) => {
    // Its own mount namespace, in which the command finds a container's files where the system has them.
    const limits = {
      'sys/fs/cgroup/memory.max': '16000000000\n',
      'proc/self/mountinfo': containerV2['proc/self/mountinfo'],
    };
    const fixture = systemFiles({ ...containerV2, ...limits });
    const inNamespace = (...command: string[]) =>
      start('unshare', [
        ...['--user', '--map-root-user', '--mount', 'sh', '-c'],
        'root="$1"; shift; mount --rbind "$root/sys/fs/cgroup" /sys/fs/cgroup && ' +
          'mount --bind "$root/proc/self/mountinfo" "/proc/$$/mountinfo" && ' +
          'mount --bind "$root/proc/self/cgroup" "/proc/$$/cgroup" && exec "$@"',
        ...['sh', fixture, ...command],
      ]);
    // Namespaces for everybody are switched off on some systems.
    if ((await inNamespace('true').ended).code !== 0) return context.skip();
    const out = join(folder, 'hungry');
    const training = inNamespace(process.execPath, cli, 'train', network, ...LONG, '--out', out);
    await training.saw('"type":"checkpoint"');
    // What the kernel does, in its order: the process is killed and counted.
    writeSystemFiles(fixture, { 'sys/fs/cgroup/memory.events': 'oom 2\noom_kill 2\n' });
    process.kill(trainerOf(out), 'SIGKILL');
    const { code, stdout, stderr } = await training.ended;
    expect(code).toBe(1);
    expect(stdout).toContain('"code":"trainer-out-of-memory"');
    expect(stderr).toMatch(/memory ran out, with 64 images at a time.*batch size \(or micro-batches\) of 32/);
    expect(stderr).toContain('Resume with: ');
  });
});

/** As a user's shell has it: not that of the npm which runs these tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'INIT_CWD'),
  );
}
