/**
 * `npm run bench:export-targets [-- NAME]`: the exported `train.py` of PyTorch and Keras against Netloom, for every kind of target and with frozen
 * layers, on real data (bench/targets): from the same weights in the same order, the losses within 1e-4, and the test set's loss and metrics. NAME:
 * only the cases in whose name or loss it is. Needs a Python as `bench:export-training` does. Ends with 1 where something differs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochPoint } from '../src/contract/run-events';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { exportProblems } from '../src/graph-runtime/exchange/export/export-problems';
import { exportFormats } from '../src/graph-runtime/exchange/export/registry';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { findDataset } from '../src/main/data/dataset-catalog';
import { writePreparedDataset } from '../src/main/data/write-prepared-dataset';
import { exportNetwork } from '../src/main/trainer/jobs/export-network';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { train } from '../src/main/trainer/run/train';
import { settingsCases } from './targets/settings-cases';
import { targetCases } from './targets/cases';
import { learningCases } from './targets/learning-cases';
import { exportedCases } from './targets/mixed-cases';
import { pixelCases } from './targets/pixel-cases';
import { mixedSteps } from './targets/mixing';
import { noiseOf } from './targets/noise';
import type { TargetCase } from './targets/target-case';

const TOLERANCE = 1e-4;
const METRIC_TOLERANCE = 2e-3;
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const WITH_NOISE = join(__dirname, 'python', 'train_with_noise.py');
const WITH_MIXING = join(__dirname, 'python', 'train_with_mixing.py');
const root = mkdtempSync(join(tmpdir(), 'netloom-bench-export-targets-'));
const datasets = { shipped: root, user: root };

interface Outcome {
  readonly losses: readonly number[];
  /** Of the test set, by their names. */
  readonly metrics: Readonly<Record<string, number>>;
}

async function store({ plan, examples }: TargetCase, at: number) {
  const trained = examples.length - 200;
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
  const found = await findDataset(datasets, written.value.id);
  if (!found.ok) throw new Error(found.error.code);
  return { id: written.value.id, folder: written.value.folder };
}

async function ours(document: NetloomDocument): Promise<Outcome> {
  const losses: number[] = [];
  const points: EpochPoint[] = [];
  await train({
    command: { type: 'train', document },
    ...{ datasets, control: new RunControl() },
    emit: (event) => {
      if (event.type === 'epoch') points.push(event.point);
    },
    onStep: (_step, { loss }) => losses.push(loss),
  });
  const last = points.at(-1);
  return { losses, metrics: last === undefined ? {} : metricsOf(last) };
}

/** The metrics of an epoch's test set by the names that `train.py` prints. */
function metricsOf({
  testLoss,
  testAccuracy,
  testMetrics = {},
}: EpochPoint): Readonly<Record<string, number>> {
  const found = Object.entries(testMetrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [[wordsOf(name), value] as const] : [],
  );
  return Object.fromEntries([
    ['loss', testLoss],
    ...(testAccuracy === undefined ? [] : [['accuracy', testAccuracy] as const]),
    ...found,
  ]);
}

const WORDS: Readonly<Record<string, string>> = {
  meanF1: 'mean F1',
  exactMatch: 'exact match',
  meanIou: 'mean IoU',
  pixelAccuracy: 'pixel accuracy',
  r2: 'R2',
  meanAbsoluteError: 'mean absolute error',
  rootMeanSquaredError: 'root mean squared error',
  meanSquaredError: 'mean squared error',
};

function wordsOf(name: string): string {
  const [id = '', ...path] = name.split('@');
  return [WORDS[id] ?? id, ...path].join('@');
}

function theirs(folder: string, data: string, launcher: readonly string[]): Outcome {
  const options = [
    '--data',
    data,
    '--losses',
    '--out',
    join(folder, folder.endsWith('keras') ? 'out.keras' : 'out.safetensors'),
  ];
  const { status, stdout, stderr } = spawnSync(python, [...launcher, join(folder, 'train.py'), ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`train.py ended with ${status}: ${stderr.slice(-2_000)}`);
  const line = Array.from(stdout.matchAll(/^epoch \d+: (.*)$/gm), ([, text = '']) => text).at(-1) ?? '';
  const metrics = Array.from(
    line.matchAll(/, test (.+?) (-?[\d.]+)(?=,|$)/g),
    ([, name = '', value]) => [name, Number(value)] as const,
  );
  return {
    losses: Array.from(stdout.matchAll(/^step \d+: (.*)$/gm), ([, loss]) => Number(loss)),
    metrics: Object.fromEntries(metrics),
  };
}

/** What a sampling layer draws in each step, as a file; null: there is none. */
async function noiseFile(document: NetloomDocument, steps: number, at: number): Promise<string | null> {
  const analysis = analyze(document);
  const node = analysis.graph.nodes.find(({ type }) => type === 'sampling');
  if (node === undefined) return null;
  const [size = 1] = analysis.nodes.get(node.path)?.outputs?.[0]?.shape ?? [];
  const { seed, batchSize } = document.training;
  const file = join(root, `noise-${at}.json`);
  writeFileSync(file, JSON.stringify(await noiseOf(node.path, seed, batchSize, size, steps)));
  return file;
}

/** What starts `train.py` with what a run draws; nothing where it draws nothing. */
async function launcherOf(document: NetloomDocument, steps: number, at: number): Promise<readonly string[]> {
  const noise = await noiseFile(document, steps, at);
  if (noise !== null) return [WITH_NOISE, noise];
  const { mixup, cutMix, seed } = document.training;
  if (mixup === undefined && cutMix === undefined) return [];
  const shape = analyze(document).graph.nodes.find(({ type }) => type === 'input')?.parameters?.shape;
  const [height = 1, width = 1] = Array.isArray(shape) ? shape.map(Number) : [];
  const file = join(root, `mixing-${at}.json`);
  writeFileSync(file, JSON.stringify(await mixedSteps({ mixup, cutMix }, seed, [height, width], steps)));
  return [WITH_MIXING, file];
}

/** The largest difference of losses, and of metrics as a share of them; null: something is missing. */
function differences(own: Outcome, other: Outcome): readonly [number, number] | null {
  const names = Object.keys(other.metrics);
  if (own.losses.length !== other.losses.length || own.losses.length === 0 || names.length === 0) return null;
  const losses = own.losses.map((loss, step) => Math.abs(loss - (other.losses[step] ?? Number.NaN)));
  const metrics = names.map((name) => {
    const [a = Number.NaN, b = Number.NaN] = [own.metrics[name], other.metrics[name]];
    return Math.abs(a - b) / Math.max(1, Math.abs(a));
  });
  return [Math.max(...losses), Math.max(...metrics)];
}

async function compare(targetCase: TargetCase, at: number): Promise<void> {
  const { id, folder: data } = await store(targetCase, at);
  const { document: given } = targetCase;
  const document = {
    ...given,
    dataset: { id },
    training: { ...given.training, epochs: targetCase.epochs ?? 1 },
  };
  const own = await ours(document);
  const launcher = await launcherOf(document, own.losses.length, at);
  const cells: string[] = [];
  for (const format of ['pytorch', 'keras'] as const) {
    if (exportProblems(analyze(document), exportFormats[format]).length > 0) {
      cells.push('refused', '');
      continue;
    }
    const folder = join(root, `${at}-${format}`);
    const command = { type: 'export', document, weights: { type: 'initial' }, format, path: folder } as const;
    await exportNetwork({ command, datasets, control: new RunControl() });
    // What it does not train it says in its README.
    if (!existsSync(join(folder, 'train.py'))) {
      cells.push('no train.py', '');
      continue;
    }
    const other = theirs(folder, data, launcher);
    const found = differences(own, other);
    if (found === null || !(found[0] <= TOLERANCE && found[1] <= METRIC_TOLERANCE)) {
      process.exitCode = 1;
      console.error(
        JSON.stringify({
          own: own.metrics,
          other: other.metrics,
          steps: [own.losses.length, other.losses.length],
        }),
      );
    }
    cells.push(...(found ?? [Number.NaN, Number.NaN]).map((one) => one.toExponential(1)));
  }
  const { losses } = own;
  const ends = [losses[0], losses.at(-1)].map((loss) => loss?.toFixed(6) ?? '');
  console.log(`| ${[targetCase.name, targetCase.loss, losses.length, ...ends, ...cells].join(' | ')} |`);
}

async function main(): Promise<void> {
  console.log(
    '| training | loss | steps | first | last | PyTorch: losses | metrics | Keras: losses | metrics |',
  );
  console.log(`|${' --- |'.repeat(9)}`);
  const [, , wanted = ''] = process.argv;
  for (const [at, targetCase] of [
    ...targetCases(),
    ...learningCases(),
    ...settingsCases(),
    ...exportedCases(),
    ...pixelCases(),
  ].entries()) {
    if (`${targetCase.name} ${targetCase.loss}`.includes(wanted)) await compare(targetCase, at);
  }
}

void main().finally(() => rmSync(root, { recursive: true, force: true }));
