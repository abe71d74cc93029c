import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StartedProgram } from '../../testing/started-program';
import { runCli as run, startCli } from './testing/run-cli';

/* The command as a user runs it: its own process, its streams, its exit code. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: string[]): StartedProgram => startCli(args);

const eventSchema = z.looseObject({ type: z.string() });
const parseLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const broken = {
  format: 'netloom',
  version: 1,
  name: 'Broken',
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'input', to: 'dense' },
    { from: 'dense', to: 'output' },
  ],
};

const tiny = {
  ...broken,
  nodes: [...broken.nodes, { id: 'flatten', type: 'flatten' }],
  edges: [
    { from: 'input', to: 'flatten' },
    { from: 'flatten', to: 'dense' },
    { from: 'dense', to: 'output' },
  ],
  training: { epochs: 1 },
};

describe('inspect', () => {
  it('shows control characters and line breaks of a file, and keeps JSON exact', async () => {
    const name = 'a\n\u001b[31mred\u001b[0m\u202eb\u2028c\u009bd';
    const file = write('con\ntrol\u001b[2J.json', { ...broken, name, training: { 'x\n\u001b[1m': 1 } });
    const { stdout, stderr } = await run('inspect', file);
    expect(stdout.split('\n')[0]).toBe(
      'a\\n\\u001b[31mred\\u001b[0m\\u202eb\\u2028c\\u009bd, input 28 × 28 × 1',
    );
    expect(stderr).toContain('“x\\n\\u001b[1m” at training.x\\n\\u001b[1m has no effect');
    const gone = await run('inspect', join(folder, 'no\nsuch\u001b[2J.json'));
    const damaged = await run('inspect', write('da\nmaged.json', '{ "a\u001b[31m": \u001b[31mNaN }'));
    for (const text of [stdout, stderr, gone.stderr, damaged.stderr]) {
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    }
    expect(gone.stderr.trim().split('\n')).toHaveLength(1);
    const json = await run('inspect', file, '--json');
    expect(json.stdout).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
    expect(JSON.parse(json.stdout)).toMatchObject({ name });
  });

  it('reports words of other frameworks, names given twice, and slips with line and column', async () => {
    const text = JSON.stringify(broken).replace('"units":10', '"units":10,"units":7');
    const twice = await run('inspect', write('twice.json', text));
    expect(twice.stderr).toContain(
      '“units” is given twice at nodes[1].parameters.units: 10 on line 1 and 7 on line 1.',
    );
    const words = { optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.9 } };
    const { stderr } = await run('inspect', write('words.json', { ...broken, training: words }));
    expect(stderr).toContain('“momentum” at training.optimizer.momentum has no effect');
    expect(stderr).toContain('possible fix: Change the type to momentum, with momentum 0.9');
    const slip = await run('inspect', write('slip.json', '{\n  "format": "netloom",\n  // mine\n}'));
    expect(slip).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Line 3, column 3: JSON has no comments'),
    });
    const latin1 = join(folder, 'latin1.json');
    writeFileSync(latin1, Buffer.from('{\n "name": "Réseau"', 'latin1'));
    expect((await run('inspect', latin1)).stderr).toContain('byte 0xE9 on line 2, column 12');
    const utf16 = join(folder, 'utf16.json');
    writeFileSync(utf16, Buffer.from(`\uFEFF${JSON.stringify(broken)}`, 'utf16le'));
    expect((await run('inspect', utf16)).stderr).toContain('The file is written in UTF-16.');
  });

  it('prints a network as JSON', async () => {
    const { code, stdout, stderr } = await run('inspect', 'presets/lenet.json', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    // What is known without the forecast is on the first line, which is written before it begins.
    const [first = '', second = '', ...more] = stdout.split('\n');
    expect(more).toEqual(['']);
    expect(Object.keys(JSON.parse(`${first}}`))).toEqual([
      'name',
      'input',
      'parameters',
      'macs',
      'diagnostics',
      'nodes',
      'datasetIsHere',
      'batchSize',
    ]);
    expect(Object.keys(JSON.parse(`{${second.slice(1)}`))).toEqual([
      'memoryForecastMB',
      'availableMemoryMB',
      'largestBatch',
      'estimatedSeconds',
    ]);
    expect(report).toMatchObject({
      name: 'LeNet',
      input: [28, 28, 1],
      parameters: { trainable: 61_706, frozen: 0, other: 0 },
      macs: 416_520,
      batchSize: 256,
      diagnostics: [],
    });
    expect(report.memoryForecastMB).toBeGreaterThan(500);
    expect(report.estimatedSeconds).toBeGreaterThan(0);
    expect(report.largestBatch).toBeGreaterThan(256);
    expect(report.nodes).toHaveLength(14);
    expect(report.nodes[1]).toEqual({
      path: 'conv1',
      type: 'conv2d',
      outputShape: [28, 28, 6],
      parameters: { trainable: 156, frozen: 0, other: 0 },
      macs: 117_600,
    });
  });

  it('shows blocks on one line, and opens them with --expand', async () => {
    const short = await run('inspect', 'presets/resnet.json');
    expect(short.stdout).toMatch(/^stage2 +.* +12 × 12 × 128 +525,952 +75,497,472$/m);
    expect(short.stdout).toMatch(/^Total +11,178,378 +\d/m);
    expect(short.stdout).not.toContain('stage2/');
    const long = await run('inspect', 'presets/resnet.json', '--expand');
    expect(long.stdout).toMatch(/^stage2\/\S+ +Conv2D/m);
    expect(long.stdout).toMatch(/^Total +11,178,378 +\d/m);
    for (const line of long.stdout.split('\n')) expect(line).toBe(line.trimEnd());
  });

  it('takes another input size and batch', async () => {
    const { code, stdout } = await run(
      'inspect',
      'presets/resnet.json',
      '--json',
      '--input',
      '64x64x1',
      '--batch',
      '4',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      memoryForecastMB: expect.any(Number),
      input: [64, 64, 1],
      batchSize: 4,
      parameters: { trainable: 11_178_378 },
    });
  });

  it('reports what is wrong with a network, and ends with 1', async () => {
    const path = write('broken.json', broken);
    const { code, stdout, stderr } = await run('inspect', path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error at dense: .+$/m);
    expect(stderr).toMatch(/possible fix: /);
    expect(stdout).toContain('Broken, input 28 × 28 × 1');
    const json = await run('inspect', path, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout).diagnostics[0]).toMatchObject({ severity: 'error', path: 'dense' });
  });

  it('reports why a file is no network, and ends with 1', async () => {
    const path = write('cut.json', '{"format": "netloom",\n "version": 1,');
    const { code, stdout, stderr } = await run('inspect', path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: The file ends on line 2, but the bracket \{ of line 1 is still open\./);
    expect(JSON.parse((await run('inspect', path, '--json')).stdout)).toMatchObject({
      diagnostics: [{ code: 'file-json-unclosed' }],
    });
  });
});

describe('bad arguments', () => {
  it.each([
    [
      ['frobnicate'],
      'There is no command frobnicate: the commands are inspect, train, evaluate, predict, export, import, import-weights, package, unpack, bench, time, data, targets, doctor',
    ],
    [['inspect'], 'inspect needs a network file, e.g. presets/lenet.json.'],
    [['inspect', 'a.json', 'b.json'], 'inspect takes one network file, not 2.'],
    [['inspect', 'gone.json'], 'There is no file gone.json.'],
    [
      ['train', 'presets/lenet.json', '--epochs', 'ten'],
      '--epochs needs a whole number from 1 to 100000, not "ten".',
    ],
    [['train', '--resume', 'nowhere'], 'There is no run in nowhere.'],
    [
      ['train', 'presets/lenet.json', '--resume', 'there'],
      '--resume takes the network that the run keeps; leave the network file away.',
    ],
    [['bench', 'presets/lenet.json', '--step', '3'], 'There is no option --step: did you mean --steps?'],
  ])('%j: one sentence, exit 2', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('are distinguished from a request for help', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('inspect FILE'),
    });
    expect(await run('train', '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--learning-rate X'),
    });
  });
});

describe('train', () => {
  it('really trains, prints it as JSON lines, and writes what it learned', async () => {
    const out = join(folder, 'run', 'one');
    const { code, stdout } = await run(
      ...['train', 'presets/lenet.json', '--json', '--limit', '2048', '--epochs', '2', '--batch-size', '64'],
      ...['--learning-rate', '0.05', '--seed', '7', '--out', out],
    );
    expect(code).toBe(0);
    const events = parseLines(stdout);
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      epochs: 2,
      stepsPerEpoch: 32,
      trainCount: 2_048,
    });
    const epochs = events.filter(({ type }) => type === 'epoch');
    expect(epochs).toHaveLength(2);
    expect(epochs[1]).toMatchObject({
      epoch: 2,
      testAccuracy: expect.any(Number),
      trainLoss: expect.any(Number),
    });
    expect(events[events.length - 1]).toMatchObject({ type: 'done' });
    expect(readdirSync(out).sort()).toEqual([
      'checkpoints',
      'document.json',
      'metrics.json',
      'netloom-run.json',
      'weights.safetensors',
    ]);
    const written = JSON.parse(readFileSync(join(out, 'document.json'), 'utf8'));
    expect(written.training).toMatchObject({
      epochs: 2,
      batchSize: 64,
      seed: 7,
      optimizer: { learningRate: 0.05 },
    });
  });

  it('gives the same curve for the same seed', async () => {
    const once = async (seed: string) => {
      const { stdout } = await run(
        'train',
        'presets/lenet.json',
        '--json',
        '--limit',
        '512',
        '--epochs',
        '1',
        '--seed',
        seed,
      );
      const epoch = parseLines(stdout).find(({ type }) => type === 'epoch');
      return [epoch?.trainLoss, epoch?.testLoss];
    };
    const first = await once('3');
    expect(first[0]).toEqual(expect.any(Number));
    expect(await once('3')).toEqual(first);
    expect(await once('4')).not.toEqual(first);
  });

  it('prints a line an epoch where there is no terminal', async () => {
    const { code, stdout } = await run('train', 'presets/lenet.json', '--limit', '512', '--epochs', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^LeNet: about \d+ \w+ on this .PU \(2 epochs\).*\nLeNet: 61,706 trainable parameters\n/,
    );
    expect(stdout.match(/^Epoch \d\/2 {2}train loss [\d.]+ {2}train accuracy /gm)).toHaveLength(2);
    expect(stdout).toMatch(/\nDone in .+\.\n$/);
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops in order at %s, with exit code %i', async (signal, exitCode) => {
    const out = join(folder, signal);
    const { child, ended, saw } = start(
      'train',
      'presets/lenet.json',
      '--json',
      '--epochs',
      '1000',
      '--out',
      out,
    );
    await saw('"type":"step"');
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(exitCode);
    expect(stderr).toContain('Stopping after this step');
    expect(parseLines(stdout).pop()).toMatchObject({ type: 'stopped', step: expect.any(Number) });
    expect(existsSync(join(out, 'weights.safetensors'))).toBe(true);
  });

  it('continues with a run that was stopped, and trains it further, with the numbers of one that never stopped', async () => {
    const args = ['presets/lenet.json', '--limit', '1024', '--batch-size', '64', '--optimizer', 'adam'];
    const settings = ['--learning-rate', '0.002', '--validation-share', '0.125', '--schedule', 'cosine'];
    const [whole, parts] = [join(folder, 'whole'), join(folder, 'parts')];
    await run('train', ...args, ...settings, '--epochs', '3', '--out', whole);
    const { child, ended } = start('train', ...args, ...settings, '--epochs', '3', '--out', parts);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    const stopped = await ended;
    expect(stopped.code).toBe(130);
    expect(stopped.stdout).toMatch(/^Resume with: .* train --resume \S+parts$/m);
    const again = await run('train', ...args, '--learning-rate', '0.002', '--out', parts);
    expect(again).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('holds an earlier run'),
    });
    const resumed = await run('train', '--resume', parts);
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('validation accuracy') });
    const weights = (directory: string) => readFileSync(join(directory, 'weights.safetensors'));
    expect(weights(parts).equals(weights(whole))).toBe(true);
    const further = await run('train', '--resume', parts, '--epochs', '4');
    expect(further.stdout).toMatch(/^Epoch 4\/4 /m);
    expect(further.stdout).not.toMatch(/^Epoch 3\/4 /m);
  });

  it.each([
    ['a step that takes minutes', { kernelSize: 1024, padding: 'same' }, 'initializing', 'SIGTERM', 143],
    ['preparation', { kernelSize: 3, padding: 'same' }, 'preparing', 'SIGHUP', 129],
  ] as const)('is ended during %s', async (_, convolution, moment, signal, exitCode) => {
    const nodes = [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'conv', type: 'conv2d', parameters: { filters: 1, ...convolution } },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ];
    const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodes[index]?.id, to: id }));
    const path = write(`${signal}.json`, { ...broken, name: 'Slow', nodes, edges });
    const out = join(folder, `${signal}-out`);
    const { child, ended, saw } = start('train', path, '--json', '--epochs', '1000', '--out', out);
    await saw(moment);
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(exitCode);
    expect(stderr).toContain(
      'Stopping after this step; one that takes longer than 10 seconds is left unfinished.',
    );
    expect(parseLines(stdout).map(({ type }) => type)).not.toContain('done');
  });

  it('ends at the second Ctrl-C, whatever the trainer is doing', async () => {
    // Its steps take seconds: the first Ctrl-C is still waiting for one when the second comes.
    const { child, ended, saw } = start('train', 'presets/vgg.json', '--json');
    await saw('initializing');
    child.stderr?.once('data', () => child.kill('SIGINT'));
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(parseLines(stdout).map(({ type }) => type)).not.toContain('stopped');
  });

  it('names the folder for temporary files when it cannot be used', async () => {
    const temporary = join(folder, 'not there');
    const command = startCli(['train', write('tiny.json', tiny)], { TMPDIR: temporary });
    const { code, stderr } = await command.ended;
    expect(code).toBe(1);
    expect(stderr).toContain(
      `The folder for temporary files, ${temporary}, cannot be used: it does not exist (ENOENT).`,
    );
  });

  it('does not start with a network that cannot be trained', async () => {
    const { code, stdout, stderr } = await run('train', write('broken.json', broken));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error at dense: /);
  });

  it('says when it cannot write where it should, before it trains', async () => {
    const file = write('a-file', '');
    const path = join(file, 'below');
    const { code, stdout, stderr } = await run('train', 'presets/lenet.json', '--out', path);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `The folder ${path} cannot be used for a run: a part of its path is not a folder (ENOTDIR). Choose another folder.\n`,
    });
  });

  it('ends quietly, with its trainer, when nobody reads on', async () => {
    const { child, ended } = start('train', 'presets/lenet.json', '--json', '--epochs', '1000');
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('bench', () => {
  it('measures and prints it as JSON', async () => {
    const { code, stdout } = await run(
      'bench',
      'presets/lenet.json',
      '--steps',
      '3',
      '--batch-size',
      '32',
      '--json',
    );
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      name: 'LeNet',
      steps: 3,
      batchSize: 32,
      engine: expect.stringContaining('TensorFlow'),
    });
    for (const figure of ['examplesPerSecond', 'firstStepSeconds', 'peakMemoryMB'])
      expect(result[figure]).toBeGreaterThan(0);
    expect(result.device).toMatchObject({ kind: expect.stringMatching(/cpu|gpu/) });
  });
});

describe('time', () => {
  it('measures each layer and prints it as a table', async () => {
    const { code, stdout } = await run('time', 'presets/lenet.json', '--batch-size', '16', '--order');
    expect(code).toBe(0);
    expect(stdout).toContain('LeNet, 16 images a step');
    expect(stdout).toMatch(/^conv1 +Conv2D +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d%$/m);
    expect(stdout).toMatch(/^Optimizer +\d+\.\d\d +\d+\.\d%$/m);
    expect(stdout.indexOf('\nconv1')).toBeLessThan(stdout.indexOf('\ndense3'));
  });
});

describe('doctor', () => {
  it('finds everything that training needs, on a machine that is set up', async () => {
    const { code, stdout } = await run('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      node: { version: process.versions.node },
      electron: { version: expect.stringMatching(/^\d+\./) },
      libtensorflow: { version: expect.stringMatching(/^\d+\.\d+/) },
      device: { name: expect.any(String) },
      memory: { totalMB: expect.any(Number) },
      datasets: [{ id: 'fashion-mnist', trainCount: 60_000 }],
      problems: [],
    });
    expect((await run('doctor')).stdout).toMatch(/^✓ Node +\d/);
  });
});

describe('environment variables that the engine reads', () => {
  const lenet = ['presets/lenet.json', '--limit', '512'] as const;
  /** Whoever runs these tests may have it in their shell's settings. */
  const unset = { TF_ENABLE_ONEDNN_OPTS: '' };

  it('are named by doctor: those it obeys, and why it does not obey the others', async () => {
    const environment = {
      TF_ENABLE_ONEDNN_OPTS: '0',
      TF_CPP_MIN_LOG_LEVEL: '1',
      TF_VAR_password: 'of another program',
    };
    const { code, stdout } = await startCli(['doctor', '--json'], environment).ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      settings: expect.arrayContaining([
        { name: 'TF_ENABLE_ONEDNN_OPTS', value: '0', objection: 'slow' },
        { name: 'TF_CPP_MIN_LOG_LEVEL', value: '1', objection: null },
      ]),
      capabilities: { missing: expect.any(Array) },
    });
    expect(stdout).not.toContain('another program');
    const { stdout: text } = await startCli(['doctor'], environment).ended;
    expect(text).toMatch(/^! Settings +obeyed: .*TF_CPP_MIN_LOG_LEVEL=1/m);
    expect(text).toMatch(/^ +An environment variable would make training .*: TF_ENABLE_ONEDNN_OPTS=0\./m);
  });

  it('do not keep a network from training, and are reported where they are not obeyed', async () => {
    const environment = {
      ...unset,
      TF_NUM_INTEROP_THREADS: 'many',
      TF_XLA_FLAGS: '--tf_xla_auto_jit=2',
    };
    const { code, stdout } = await startCli(['train', ...lenet, '--epochs', '1', '--json'], environment)
      .ended;
    expect(code).toBe(0);
    const warnings = parseLines(stdout).filter(({ type }) => type === 'warning');
    expect(warnings).toMatchObject([
      { failure: { code: 'setting-changes-numbers', values: { settings: expect.stringContaining('XLA') } } },
      { failure: { code: 'setting-invalid', values: { settings: 'TF_NUM_INTEROP_THREADS=many' } } },
    ]);
  });

  it('may choose the threads of an op, also against those that Netloom would take', async () => {
    for (const TF_NUM_INTRAOP_THREADS of ['1', '2']) {
      const { code, stderr } = await startCli(['bench', ...lenet.slice(0, 1), '--steps', '1'], {
        ...unset,
        TF_NUM_INTRAOP_THREADS,
      }).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('are reported by commands that only measure, too', async () => {
    const { code, stderr } = await startCli(['bench', lenet[0], '--steps', '1'], {
      ONEDNN_MAX_CPU_ISA: 'AVX3',
    }).ended;
    expect(code).toBe(0);
    expect(stderr).toContain('ONEDNN_MAX_CPU_ISA=AVX3');
  });
});
