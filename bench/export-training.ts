/**
 * `npm run bench:export-training`: 50 steps of the exported `train.py` against Netloom's, from the same weights in the same order: LeNet with
 * its own settings, and a network with batch normalization under each optimizer, with schedules, clipping, label smoothing and class weights.
 * And LeNet by two processes of `torchrun`, and by Keras's `train.py`; and images changed at random by two processes. Needs a Python with torch, safetensors, keras, tensorflow, numpy and
 * pillow (`NETLOOM_BENCH_PYTHON`). Ends with 1 where a loss differs by more than 1e-4, or, for optimizers that make whole steps of gradients which
 * are nothing but rounding, is farther from `train.py` in double precision than twice what PyTorch's own float32 is (decision 0283): run where it differs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { readDocument } from '../src/graph-runtime/testing/read-document';
import { datasetRoots } from '../src/main/data/dataset-roots';
import { exportNetwork } from '../src/main/trainer/jobs/export-network';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { train } from '../src/main/trainer/run/train';

const TOLERANCE = 1e-4;
const STEPS = 50;
const datasets = datasetRoots(__dirname);
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const IN_DOUBLE = join(__dirname, 'python', 'train_in_double.py');
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-training-'));
const data = join(__dirname, '..', 'resources', 'datasets', 'fashion-mnist');

/** Two convolutions with batch normalization, and a dropout that drops nothing. */
function network(training: object, labelSmoothing = 0): NetloomDocument {
  const conv = { filters: 8, kernelSize: 3, padding: 'same', strides: 2 };
  const chain = [
    'input',
    'conv1',
    'norm1',
    'relu1',
    'conv2',
    'norm2',
    'relu2',
    'flatten',
    'dropout',
    'dense',
    'output',
  ];
  return readDocument({
    ...{ format: 'netloom', version: 2, name: 'Small' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'conv1', type: 'conv2d', parameters: conv },
      { id: 'norm1', type: 'batchNormalization' },
      { id: 'relu1', type: 'relu' },
      { id: 'conv2', type: 'conv2d', parameters: conv },
      { id: 'norm2', type: 'batchNormalization' },
      { id: 'relu2', type: 'relu' },
      { id: 'flatten', type: 'flatten' },
      { id: 'dropout', type: 'dropout', parameters: { rate: 0 } },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output', parameters: { labelSmoothing } },
    ],
    edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
    training: { batchSize: 64, epochs: 1, seed: 7, ...training },
  });
}

/** Large enough that gradients of rounding make no steps, and that its place in a formula shows. */
const epsilon = 1e-2;

const cases: readonly (readonly [string, NetloomDocument])[] = [
  ['LeNet', readPreset('lenet')],
  [
    'sgd, step schedule',
    network({
      optimizer: { type: 'sgd', learningRate: 0.05 },
      schedule: { type: 'step', everyEpochs: 0.3, factor: 0.5 },
    }),
  ],
  [
    'momentum, Nesterov, decay',
    network({
      optimizer: { type: 'momentum', learningRate: 0.02, momentum: 0.9, nesterov: true, weightDecay: 0.001 },
    }),
  ],
  [
    'adam, cosine, warm-up',
    network(
      { optimizer: { type: 'adam', learningRate: 0.002 }, schedule: { type: 'cosine', warmupEpochs: 0.2 } },
      0.1,
    ),
  ],
  [
    'adamw, one cycle',
    network({ optimizer: { type: 'adamw', learningRate: 0.002 }, schedule: { type: 'oneCycle' } }),
  ],
  [
    'adam, cosine, epsilon 0.01',
    network(
      {
        optimizer: { type: 'adam', learningRate: 0.002, epsilon },
        schedule: { type: 'cosine', warmupEpochs: 0.2 },
      },
      0.1,
    ),
  ],
  [
    'rmsprop, clipped, epsilon 0.01',
    network({ optimizer: { type: 'rmsprop', learningRate: 0.001, clipNorm: 1, epsilon } }),
  ],
  [
    'rmsprop, centered, momentum',
    network({ optimizer: { type: 'rmsprop', learningRate: 0.001, centered: true, momentum: 0.9, epsilon } }),
  ],
  [
    'adagrad, class weights, epsilon 0.01',
    network({
      optimizer: { type: 'adagrad', learningRate: 0.01, initialAccumulator: 0.1, epsilon },
      classWeights: 'balanced',
    }),
  ],
  ['rmsprop, clipped', network({ optimizer: { type: 'rmsprop', learningRate: 0.001, clipNorm: 1 } })],
  [
    'adagrad, class weights',
    network({ optimizer: { type: 'adagrad', learningRate: 0.01 }, classWeights: 'balanced' }),
  ],
  ['lion, validation', network({ optimizer: { type: 'lion', learningRate: 0.0002 }, validationShare: 0.1 })],
];

async function ours(document: NetloomDocument, limit: number): Promise<readonly number[]> {
  const losses: number[] = [];
  const control = new RunControl();
  await train({
    command: { type: 'train', document, limit },
    ...{ datasets, control, emit: () => undefined },
    onStep: (step, { loss }) => {
      losses.push(loss);
      if (step === STEPS) control.stop();
    },
  });
  return losses;
}

async function exportTo(format: 'pytorch' | 'keras', document: NetloomDocument, path: string): Promise<void> {
  const command = { type: 'export', document, weights: { type: 'initial' }, format, path } as const;
  await exportNetwork({ command, datasets, control: new RunControl() });
}

function theirs(folder: string, limit: number, launcher: readonly string[]): readonly number[] {
  const options = [
    '--data',
    data,
    '--limit',
    `${limit}`,
    '--steps',
    `${STEPS}`,
    '--losses',
    '--out',
    join(folder, folder.endsWith('keras') ? 'out.keras' : 'out.safetensors'),
  ];
  const { status, stdout, stderr } = spawnSync(python, [...launcher, join(folder, 'train.py'), ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`train.py ended with ${status}: ${stderr.slice(-2_000)}`);
  return Array.from(stdout.matchAll(/^step \d+: (.*)$/gm), ([, loss]) => Number(loss));
}

const largest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((loss, step) => Math.abs(loss - (b[step] ?? Number.NaN))));

/** @param inDouble losses of `train.py` in double precision */
function report(
  name: string,
  expected: readonly number[],
  found: readonly number[],
  inDouble?: readonly number[],
): void {
  const difference = largest(expected, found);
  const [ours, its] = inDouble === undefined ? [] : [largest(expected, inDouble), largest(found, inDouble)];
  const isRounding = ours !== undefined && its !== undefined && ours <= 2 * its;
  const isWhole = expected.length === STEPS && found.length === STEPS;
  const isEqual = isWhole && (difference <= TOLERANCE || isRounding);
  if (!isEqual) process.exitCode = 1;
  const [first, last] = [expected[0], expected[expected.length - 1]].map((loss) => loss?.toFixed(6));
  const figures = [difference, ours, its].map((one) => one?.toExponential(1) ?? '');
  console.log(`| ${name} | ${first} | ${last} | ${figures.join(' | ')}${isEqual ? '' : ' FAILED'} |`);
}

async function main(): Promise<void> {
  console.log(
    `| training | first loss | step ${STEPS} | largest difference | ours to double | PyTorch to double |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  const wanted = process.argv.slice(2);
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((one) => name.includes(one));
  for (const [name, document] of cases.filter(([one]) => isWanted(one))) {
    const folder = join(root, name.replace(/\W+/g, '-'));
    const limit = (STEPS + 10) * document.training.batchSize;
    await exportTo('pytorch', document, folder);
    const expected = await ours(document, limit);
    const alone = theirs(folder, limit, []);
    // Double precision takes long, and tells only what of a difference is rounding.
    const isClose = largest(expected, alone) <= TOLERANCE;
    report(name, expected, alone, isClose ? undefined : theirs(folder, limit, [IN_DOUBLE]));
    if (name !== 'LeNet') continue;
    const launcher = ['-m', 'torch.distributed.run', '--nproc-per-node', '2'];
    report('LeNet, two processes against one', alone, theirs(folder, limit, launcher));
    const keras = join(root, 'keras');
    await exportTo('keras', document, keras);
    report('LeNet, Keras', expected, theirs(keras, limit, []));
  }
  if (isWanted('augmented')) await checkLastImage();
}

/** Images that are changed at random train by two processes also where the last batch is one image, of which the second process has none. */
async function checkLastImage(): Promise<void> {
  const document = network({
    augmentation: [
      { type: 'randomCrop', padding: 2 },
      { type: 'rotation', degrees: 10 },
    ],
  });
  const folder = join(root, 'augmented');
  await exportTo('pytorch', document, folder);
  const launcher = ['-m', 'torch.distributed.run', '--nproc-per-node', '2'];
  const losses = theirs(folder, 2 * document.training.batchSize + 1, launcher);
  const isWhole = losses.length === 3 && losses.every(Number.isFinite);
  if (!isWhole) process.exitCode = 1;
  console.log(`| augmented, the last batch is one image, two processes | ${losses.join(', ')} |`);
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
