import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { forecastTrainingMemory, type MemoryForecast } from '../src/graph-runtime/infer/memory-forecast';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { describeMachine } from './machine';

/**
 * The forecast of peak training memory against what the training process really takes: all eight presets at two batch sizes, real
 * steps, one process after the other. `npx tsx bench/memory-forecast.ts [lenet:256 ...]`; needs some 4 GB and five minutes.
 * Fails when a forecast is off by more than a fifth.
 */

/** The batch size of the preset, and one as a small machine would take it. */
const CASES = [
  ...['lenet:32', 'lenet:256', 'alexnet:16', 'alexnet:128', 'vgg:16', 'vgg:128', 'nin:16', 'nin:128'],
  ...['googlenet:32', 'googlenet:128', 'resnet:32', 'resnet:256'],
  ...['densenet:32', 'densenet:256', 'mobilenet:32', 'mobilenet:256'],
];

/** After the untimed steps of the warm-up memory grows no more. */
const STEPS = 2;

/** Largest error that the program promises, as a share of what was measured. */
const TOLERANCE = 0.2;

const root = join(__dirname, '..');
const run = promisify(execFile);

interface Comparison {
  readonly preset: string;
  readonly batchSize: number;
  readonly forecast: MemoryForecast;
  readonly measuredMB: number;
  /** (forecast - measured) / measured. */
  readonly error: number;
}

/** Parts of the forecast, in the order of the columns. */
const PARTS = [
  'runtime',
  'data',
  'weights',
  'gradients',
  'optimizerSlots',
  'activations',
  'workspace',
] as const satisfies readonly (keyof MemoryForecast['parts'])[];
const HEADER = ['network', 'batch', 'measured MB', 'forecast MB', 'error', ...PARTS];

void main(process.argv.slice(2));

async function main(given: readonly string[]): Promise<void> {
  const { processor, cores, memoryGB, system } = describeMachine();
  console.log(`${processor}, ${cores} cores, ${memoryGB} GB, ${system}`);
  console.log(formatRow(HEADER));
  const comparisons: Comparison[] = [];
  for (const text of given.length > 0 ? given : CASES) {
    const comparison = await compare(text);
    comparisons.push(comparison);
    console.log(formatComparison(comparison));
  }
  const worst = Math.max(...comparisons.map(({ error }) => Math.abs(error)));
  console.log(`Largest error ${formatPercent(worst)}, promised ${formatPercent(TOLERANCE)}.`);
  if (!(worst <= TOLERANCE)) process.exitCode = 1;
}

/** `lenet:256` is the preset at batch size 256; without a number at its own. */
async function compare(text: string): Promise<Comparison> {
  const [preset = '', size] = text.split(':');
  const document = readPreset(preset);
  const batchSize = size === undefined ? document.training.batchSize : Number(size);
  const { optimizer } = document.training;
  const forecast = forecastTrainingMemory(analyze(document), { batchSize, optimizer, isWatched: false });
  const measuredMB = await measure(preset, batchSize);
  return {
    preset,
    batchSize,
    forecast,
    measuredMB,
    error: forecast.bytes / 1e6 / measuredMB - 1,
  };
}

/** Peak resident memory of the training process, in MB of 1e6 bytes, by the command that users have. */
async function measure(preset: string, batchSize: number): Promise<number> {
  const command = ['scripts/cli.mjs', 'bench', join('presets', `${preset}.json`), '--json'];
  const options = ['--batch-size', `${batchSize}`, '--steps', `${STEPS}`];
  const { stdout } = await run(process.execPath, [...command, ...options], { cwd: root });
  const result: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  if (typeof result === 'object' && result !== null && 'peakMemoryMB' in result) {
    return Number(result.peakMemoryMB);
  }
  throw new Error(`No peak memory in the answer: ${stdout}`);
}

function formatComparison({ preset, batchSize, forecast, measuredMB, error }: Comparison): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  return formatRow([
    preset,
    `${batchSize}`,
    measuredMB.toFixed(0),
    megabytes(forecast.bytes),
    `${error > 0 ? '+' : ''}${formatPercent(error)}`,
    ...PARTS.map((part) => megabytes(forecast.parts[part])),
  ]);
}

function formatRow(cells: readonly string[]): string {
  return cells
    .map((cell, column) =>
      column === 0 ? cell.padEnd(10) : cell.padStart(Math.max(6, HEADER[column]?.length ?? 0)),
    )
    .join('  ');
}

function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
