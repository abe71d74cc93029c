import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMixing } from '../../src/graph-runtime/compile/mix-examples';
import { planNetwork } from '../../src/graph-runtime/compile/lower-network';
import { labelKindOf, layoutWithImages } from '../../src/graph-runtime/datasets/target-description';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import type { NetworkAnalysis } from '../../src/graph-runtime/infer/analysis';
import { findDataset } from '../../src/main/data/dataset-catalog';
import { type LoadedSplit, loadDataset } from '../../src/main/data/load-dataset';
import { bytesOf } from '../../src/main/data/prepared-example';
import { writePreparedDataset } from '../../src/main/data/write-prepared-dataset';
import { shuffledOrder } from '../../src/main/trainer/examples/random-order';
import { TuplePicks } from '../../src/main/trainer/examples/tuple-picks';
import { RunControl } from '../../src/main/trainer/prepare/run-control';
import { packTensors } from '../../src/main/trainer/program/weights-file';
import { train } from '../../src/main/trainer/run/train';
import { targetCases } from './cases';
import { mixedSteps } from './mixing';
import { noiseOf } from './noise';
import type { TargetCase } from './target-case';

/**
 * `npm run bench:targets [NAME]`: a network of every kind of target on real data, each against the same network in PyTorch and Keras, from the same
 * weights on the same batches by the same rate of SGD (Keras where it has every layer). The losses of 20 steps have to agree within 1e-4. NAME:
 * only the networks in whose name or loss it is. Needs a Python with both
 * (`NETLOOM_BENCH_PYTHON`).
 */

const STEPS = 20;
const RATE = 0.05;
const TOLERANCE = 1e-4;
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const script = join(__dirname, '..', 'python', 'targets_peer.py');
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-targets-'));

interface Files {
  readonly weights: string;
  readonly request: string;
  readonly id: string;
}

/** Numbers about zero, the same every time, small as weights are. */
function spread(count: number, seed: number): Float32Array {
  let state = seed >>> 0 || 1;
  return Float32Array.from({ length: count }, () => {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32 - 0.5) * 0.4;
  });
}

/** Data set, weights and batches on the disk, where all of them read them. */
async function prepare(
  { plan, examples, document, loss, batchSize }: TargetCase,
  at: number,
): Promise<Files> {
  const trained = examples.length - 20;
  const written = await writePreparedDataset({
    root,
    plan: { ...plan, name: `Case ${at}`, source: { path: '/scikit-learn', format: 'test' }, choices: {} },
    examples: examples.map(({ values, target }, index) => ({
      record: { key: `${index}`, sha256: '', size: null, split: index < trained ? 'train' : 'test' },
      ...{ values, target },
    })),
    problems: () => [],
  });
  if (!written.ok) throw new Error(written.error.code);
  const { id, folder } = written.value;
  const found = await findDataset({ shipped: root, user: root }, id);
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!found.ok || !loaded.ok) throw new Error('the data set cannot be read');
  const analysis = analyze(document);
  const weights = join(root, `weights-${at}.safetensors`);
  const tensors = analysis.order.flatMap((path) => {
    const node = analysis.nodes.get(path);
    return (node?.weights ?? []).map(({ name, shape }, index) => ({
      ...{ name: `${path}/${name}`, dtype: 'float32' as const, shape },
      values: spread(
        shape.reduce((product, size) => product * size, 1),
        7 * at + index + path.length,
      ),
    }));
  });
  writeFileSync(weights, Buffer.concat(packTensors(tensors, {})));
  const { train: split } = loaded.value;
  const files = { examples: join(folder, 'peer.examples'), labels: join(folder, 'peer.labels') };
  writeFileSync(files.examples, bytesOf(split.examples));
  writeFileSync(files.labels, bytesOf(split.targets));
  const order = shuffledOrder(split.count, document.training.seed, 1);
  const { graph, nodes } = analysis;
  const rowsOf = comparedRows(analysis, split);
  const request = join(root, `request-${at}.json`);
  writeFileSync(
    request,
    JSON.stringify({
      ...{ weights, ...files, loss, rate: RATE },
      dtype: plan.dtype,
      exampleShape: plan.exampleShape,
      labels: {
        ...{ file: files.labels, kind: plan.target.kind },
        shape: labelKindOf(plan.target).storage(plan.target, plan.exampleShape)?.shape ?? [],
        // Of rows with masks: the numbers in front of them.
        numbers: layoutWithImages(plan.target)?.numbers ?? null,
      },
      batches: Array.from({ length: STEPS }, (_, step) =>
        Array.from(order.subarray(step * batchSize, (step + 1) * batchSize)).flatMap(rowsOf),
      ),
      noise: await noiseFor(analysis, document, batchSize),
      mixing: await mixingFor(document, plan.exampleShape),
      nodes: analysis.order.map((path) => {
        const node = graph.nodes.find((candidate) => candidate.path === path);
        return {
          ...{ path, type: node?.type, parameters: node?.parameters },
          inputs: graph.edges.flatMap((edge) => (edge.to.path === path ? [edge.from.path] : [])),
          shape: nodes.get(path)?.outputs?.[0]?.shape ?? null,
          weights: nodes.get(path)?.sharesWith ?? path,
        };
      }),
    }),
  );
  return { weights, request, id };
}

/** The rows of an example in a batch of the first epoch: where images are compared, it comes with others. */
function comparedRows(
  analysis: NetworkAnalysis,
  { count, labels }: LoadedSplit,
): (example: number) => readonly number[] {
  const { tuple } = planNetwork(analysis);
  if (tuple === null) return (example) => [example];
  const all = Int32Array.from({ length: count }, (_, index) => index);
  const picks = new TuplePicks(all, (example) => labels[example] ?? 0);
  const key = { seed: analysis.document.training.seed, epoch: 1 };
  return (example) => picks.tuple(tuple, example, key);
}

/** What the sampling layers draw, by their paths. */
async function noiseFor(analysis: NetworkAnalysis, { training }: TargetCase['document'], batchSize: number) {
  const drawn: Record<string, number[][]> = {};
  for (const { path, type } of analysis.graph.nodes) {
    if (type !== 'sampling') continue;
    const [size = 1] = analysis.nodes.get(path)?.outputs?.[0]?.shape ?? [];
    drawn[path] = await noiseOf(path, training.seed, batchSize, size, STEPS);
  }
  return drawn;
}

/** How each step mixes its images; null where none does. */
async function mixingFor({ training }: TargetCase['document'], [height = 1, width = 1]: readonly number[]) {
  return isMixing(training) ? await mixedSteps(training, training.seed, [height, width], STEPS) : null;
}

async function trainOurs({ document }: TargetCase, { id, weights }: Files): Promise<number[]> {
  const losses: number[] = [];
  const control = new RunControl();
  const optimizer = { type: 'sgd', learningRate: RATE, weightDecay: 0, clipNorm: null } as const;
  const training = { ...document.training, optimizer };
  await train({
    command: {
      type: 'train',
      document: { ...document, dataset: { id }, training },
      initialWeights: weights,
    },
    datasets: { shipped: root, user: root },
    emit: () => undefined,
    control,
    onStep: (step, { loss }) => {
      if (step <= STEPS) losses.push(loss);
      if (step === STEPS) control.stop();
    },
  });
  return losses;
}

function trainPeer(name: string, { request }: Files): number[] {
  const { status, stdout, stderr } = spawnSync(python, [script, name, request], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as number[];
}

async function main(): Promise<void> {
  process.stdout.write(
    '| network | loss | first | step 20 | PyTorch differs by | Keras differs by |\n|---|---|---|---|---|---|\n',
  );
  const [, , wanted = ''] = process.argv;
  for (const [at, targetCase] of targetCases().entries()) {
    if (!`${targetCase.name} ${targetCase.loss}`.includes(wanted)) continue;
    const files = await prepare(targetCase, at);
    const ours = await trainOurs(targetCase, files);
    const peers = targetCase.isForTorchOnly === true ? ['torch'] : ['torch', 'keras'];
    const differences = peers.map((peer) => {
      const theirs = trainPeer(peer, files);
      if (theirs.length !== STEPS || ours.length !== STEPS)
        throw new Error(`${peer}: ${theirs.length} losses`);
      return Math.max(...theirs.map((loss, step) => Math.abs(loss - (ours[step] ?? Number.NaN))));
    });
    if (!differences.every((difference) => difference <= TOLERANCE)) process.exitCode = 1;
    const cells = [
      ...[targetCase.name, targetCase.loss, ours[0]?.toFixed(6), ours[STEPS - 1]?.toFixed(6)],
      ...differences.map((difference) => difference.toExponential(1)),
      ...(differences.length === 1 ? ['–'] : []),
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
