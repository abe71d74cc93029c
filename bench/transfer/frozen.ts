import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits } from '../../src/graph-runtime/document/apply-edits';
import { type NetloomDocument, optimizerSchema } from '../../src/graph-runtime/document/document';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import { readPreset } from '../../src/graph-runtime/testing/presets';
import { readDocument } from '../../src/graph-runtime/testing/read-document';
import { newHeadFix } from '../../src/graph-runtime/training-checks/new-head';
import { findDataset, listDatasets } from '../../src/main/data/dataset-catalog';
import { datasetRoots } from '../../src/main/data/dataset-roots';
import { loadDataset } from '../../src/main/data/load-dataset';
import { bytesOf } from '../../src/main/data/prepared-example';
import { shuffledOrder } from '../../src/main/trainer/examples/random-order';
import { bench } from '../../src/main/trainer/jobs/bench';
import { RunControl } from '../../src/main/trainer/prepare/run-control';
import { train } from '../../src/main/trainer/run/train';
import { describeMachine } from '../machine';

/**
 * `npm run bench:frozen -- [--preset resnet,mobilenet] [--batch-size 32] [--steps 12] [--rounds 3]`: steps of a network with a new head and
 * all else frozen, against the same network with nothing frozen, in turns in one run. And 20 steps of a network with frozen layers and factors of the learning rate
 * against PyTorch (`requires_grad = False`, `eval()`, a group of parameters for each factor) from the same weights on the same batches:
 * losses within 1e-4. Needs a Python with PyTorch (`NETLOOM_BENCH_PYTHON`). Ends with 1 where a step is less than
 * twice as fast, or losses differ.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'resnet,mobilenet' },
    'batch-size': { type: 'string', default: '32' },
    steps: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '3' },
  },
});

const WANTED_RATIO = 2;
const TOLERANCE = 1e-4;
const STEPS = 20;
const BATCH = 32;
const SEED = 5;
const datasets = datasetRoots(__dirname);
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-frozen-'));

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores; batches of ${values['batch-size']}\n`);
  console.log('| network | nothing frozen, ms | new head, ms | times as fast |\n| --- | --- | --- | --- |');
  for (const preset of values.preset.split(',')) await compareSteps(preset);
  console.log('\n| optimizer | first loss | step 20 | PyTorch differs by |\n| --- | --- | --- | --- |');
  for (const type of ['sgd', 'momentum', 'adam', 'adamw'] as const) await compareLosses(type);
}

async function compareSteps(preset: string): Promise<void> {
  const free = withBatch(readPreset(preset), Number(values['batch-size']));
  const dataset = (await listDatasets(datasets)).datasets.find(({ id }) => id === free.dataset.id);
  const fix = dataset === undefined ? null : newHeadFix(analyze(free), dataset);
  if (fix === null) throw new Error('no new head');
  const frozen = applyEdits(free, fix.edits);
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [at, document] of [free, frozen].entries()) {
      const result = await bench({
        document,
        steps: Number(values.steps),
        datasets,
        control: new RunControl(),
      });
      best[at] = Math.min(best[at] ?? 0, result?.medianStepSeconds ?? 0);
    }
  }
  const [freeSeconds = 0, frozenSeconds = 0] = best;
  const ratio = freeSeconds / frozenSeconds;
  if (!(ratio >= WANTED_RATIO)) process.exitCode = 1;
  const cells = [preset, 1000 * freeSeconds, 1000 * frozenSeconds].map((cell) =>
    typeof cell === 'number' ? cell.toFixed(1) : cell,
  );
  console.log(`| ${cells.join(' | ')} | ${ratio.toFixed(2)} |`);
}

function withBatch(document: NetloomDocument, batchSize: number): NetloomDocument {
  return { ...document, training: { ...document.training, batchSize } };
}

/** Two convolutions with normalization, the first of which is frozen, the second slower, in front of a dense layer. */
function network(type: 'sgd' | 'momentum' | 'adam' | 'adamw'): NetloomDocument {
  const conv = { filters: 8, kernelSize: 3, padding: 1, strides: 2 };
  const chain = ['input', 'conv1', 'norm1', 'relu1', 'conv2', 'norm2', 'relu2', 'flatten', 'dense', 'output'];
  const parsed = readDocument({
    ...{ format: 'netloom', version: 3, name: 'frozen' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'conv1', type: 'conv2d', parameters: conv, trainable: false },
      { id: 'norm1', type: 'batchNormalization', trainable: false },
      { id: 'relu1', type: 'relu' },
      { id: 'conv2', type: 'conv2d', parameters: conv, learningRateFactor: 0.1 },
      { id: 'norm2', type: 'batchNormalization', learningRateFactor: 0.1 },
      { id: 'relu2', type: 'relu' },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
  });
  const optimizer = optimizerSchema.parse({ type, learningRate: type.startsWith('adam') ? 0.003 : 0.05 });
  return { ...parsed, training: { ...parsed.training, optimizer, batchSize: BATCH, epochs: 1, seed: SEED } };
}

async function compareLosses(type: Parameters<typeof network>[0]): Promise<void> {
  const document = network(type);
  const folder = join(root, type);
  const limit = STEPS * BATCH;
  const losses: number[] = [];
  // Weights of a first run are where both begin.
  const begin = new RunControl();
  const command = { type: 'train', limit } as const;
  await train({
    command: { ...command, document, outputDirectory: folder },
    ...{ datasets, control: begin, emit: () => undefined },
    onStep: (step) => {
      if (step === 3) begin.stop();
    },
  });
  const weights = join(folder, 'weights.safetensors');
  await train({
    command: { ...command, document, initialWeights: weights },
    ...{ datasets, control: new RunControl(), emit: () => undefined },
    onStep: (_step, { loss }) => losses.push(loss),
  });
  const theirs = await trainPeer(document, weights);
  const difference = Math.max(...theirs.map((loss, step) => Math.abs(loss - (losses[step] ?? Number.NaN))));
  if (theirs.length !== STEPS || !(difference <= TOLERANCE)) process.exitCode = 1;
  console.log(
    `| ${type} | ${losses[0]?.toFixed(6)} | ${losses[STEPS - 1]?.toFixed(6)} | ${difference.toExponential(1)} |`,
  );
}

async function trainPeer({ dataset, training }: NetloomDocument, weights: string): Promise<number[]> {
  const found = await findDataset(datasets, dataset.id);
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!loaded.ok) throw new Error('the data set cannot be read');
  const { train: split } = loaded.value;
  const files = { examples: join(root, 'examples'), labels: join(root, 'labels') };
  writeFileSync(files.examples, bytesOf(split.examples).subarray(0, STEPS * BATCH * 784));
  writeFileSync(files.labels, Uint8Array.from(split.targets.subarray(0, STEPS * BATCH)));
  const order = shuffledOrder(STEPS * BATCH, training.seed, 1);
  const request = join(root, 'request.json');
  const batches = Array.from({ length: STEPS }, (_, step) => [
    ...order.subarray(step * BATCH, (step + 1) * BATCH),
  ]);
  writeFileSync(request, JSON.stringify({ ...files, weights, batches, optimizer: training.optimizer }));
  const script = join(__dirname, '..', 'python', 'frozen_peer.py');
  const { status, stdout, stderr } = spawnSync(python, [script, request], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`PyTorch ended with ${status}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as number[];
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
