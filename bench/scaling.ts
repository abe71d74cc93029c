import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { serializeDocument } from '../src/graph-runtime/document/serialize';
import { type Line, replicatedSpeedUp } from './data-parallel';
import { planNetwork } from '../src/graph-runtime/compile/lower-network';
import type { TargetDescription } from '../src/graph-runtime/datasets/target-description';
import { analyze } from '../src/graph-runtime/infer/analyze';
import type { NetworkAnalysis } from '../src/graph-runtime/infer/analysis';
import { estimateTrainingTime } from '../src/graph-runtime/estimate/training-time';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import { findProcessor } from '../src/main/machine/processor';
import { startCli } from '../src/main/cli/testing/run-cli';
import type { BenchResult } from '../src/main/trainer/protocol/protocol';
import { describeMachine } from './machine';

/**
 * `npm run bench:scaling -- [--preset lenet,resnet] [--steps 5]`: the speed-up that 8 to 256 machines like this one would bring each network (without names:
 * all of the gallery), from its step and the size of its gradients, over lines of 1, 10 and 100 Gb/s. Steps are measured where the data are shipped; the
 * others are those that the app estimates, marked by ≈. A table in Markdown; docs/scaling.md has the model and one.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string' },
    steps: { type: 'string', default: '5' },
  },
});

const MACHINES = [8, 32, 128, 256];
const GIGABIT = 1e9 / 8;
/** Of a message between two machines of a rack over TCP. */
const LATENCY_SECONDS = 50e-6;
const LINES: readonly Line[] = [1, 10, 100].map((gigabits) => ({
  bytesPerSecond: gigabits * GIGABIT,
  latencySeconds: LATENCY_SECONDS,
}));
const FLOAT_BYTES = 4;
/** The data set that comes with Netloom. */
const SHIPPED = 'fashion-mnist';
/** A generator alone: what its images should look like, a second network says. */
const NOT_TRAINED = 'dcgan';

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores\n`);
  const columns = MACHINES.flatMap((machines) => LINES.map((_, line) => `${machines} at ${10 ** line} Gb/s`));
  const header = ['network', 'batch', 'step s', 'gradients MB', ...columns];
  print(header);
  print(header.map(() => '---'));
  for (const preset of values.preset?.split(',') ?? presetIds.filter((id) => id !== NOT_TRAINED)) {
    const document = readPreset(preset);
    const isHere = document.dataset.id === SHIPPED;
    printRow(preset, document, isHere ? await measure(preset, document) : estimate(document));
  }
}

interface Step {
  readonly seconds: number;
  readonly isEstimated: boolean;
  readonly batchSize: number;
}

async function measure(preset: string, document: NetloomDocument): Promise<Step> {
  const file = join(tmpdir(), `netloom-scaling-${process.pid}-${preset}.json`);
  await writeFile(file, serializeDocument(document));
  const { code, stdout, stderr } = await startCli(['bench', file, '--steps', values.steps, '--json']).ended;
  if (code !== 0) throw new Error(`${preset}: ${stderr}`);
  const { medianStepSeconds, batchSize }: BenchResult = JSON.parse(stdout);
  return { seconds: medianStepSeconds, isEstimated: false, batchSize };
}

/** As the app does before anything was measured on a machine. */
function estimate(document: NetloomDocument): Step {
  const { training } = document;
  const analysis = analyze(document);
  const { shape } = planNetwork(analysis).input;
  const target = targetOf(analysis, shape);
  const data = { exampleShape: shape, target, trainCount: training.batchSize, testCount: 1 };
  const machine = { processor: findProcessor(), records: [] };
  const { stepSeconds } = estimateTrainingTime(analysis, training, data, machine);
  return { seconds: stepSeconds, isEstimated: true, batchSize: training.batchSize };
}

/** What a network is trained for where its data set is not here: images of other channels than its input's are scores of the pixels' classes. */
function targetOf(
  { graph, nodes }: NetworkAnalysis,
  input: readonly number[],
): TargetDescription | undefined {
  const wire = graph.edges.find(({ to }) => to.path === 'output');
  const scores = nodes.get(wire?.from.path ?? '')?.outputs?.[0]?.shape ?? [];
  const [, , classes = 0] = scores;
  if (scores.length !== input.length || classes === input[2] || classes === 0) return undefined;
  return { kind: 'mask', classNames: Array.from({ length: classes }, (_, index) => `${index}`) };
}

function printRow(
  preset: string,
  document: NetloomDocument,
  { seconds, isEstimated, batchSize }: Step,
): void {
  const gradientBytes = analyze(document).cost.trainableParameters * FLOAT_BYTES;
  const speedUps = MACHINES.flatMap((machines) =>
    LINES.map((line) => replicatedSpeedUp({ stepSeconds: seconds, gradientBytes, machines, line })),
  );
  print([
    preset,
    `${batchSize}`,
    `${isEstimated ? '≈ ' : ''}${seconds.toPrecision(3)}`,
    (gradientBytes / 1e6).toFixed(1),
    ...speedUps.map((speedUp) => (speedUp < 10 ? speedUp.toFixed(1) : speedUp.toFixed(0))),
  ]);
}

function print(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
