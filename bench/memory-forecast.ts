import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NetloomDocument, TrainingSettings } from '../src/graph-runtime/document/document';
import { serializeDocument } from '../src/graph-runtime/document/serialize';
import { analyze } from '../src/graph-runtime/infer/analyze';
import {
  forecastTrainingMemory,
  largestBatchThatFits,
  type MemoryForecast,
} from '../src/graph-runtime/memory/memory-forecast';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { describeMachine } from './machine';

/**
 * The forecast of peak training memory against what the training process really takes: all eight presets at two batch sizes, some with mixed
 * precision, micro-batches and images from the disk, real steps, one process after the other.
 * `npm run bench:memory -- [lenet:256 resnet:64:mixed+parts offers ...]`; needs some 4 GB and ten minutes. Then, for one network of each kind, the
 * largest batch that is offered for a given memory is trained: it must not take more. Fails when a forecast is off by more than a fifth.
 */

/** The batch size of the preset, and one as a small machine would take it. */
const CASES = [
  ...['lenet:32', 'lenet:256', 'alexnet:16', 'alexnet:128', 'vgg:16', 'vgg:128', 'nin:16', 'nin:128'],
  ...['googlenet:32', 'googlenet:128', 'resnet:32', 'resnet:256'],
  ...['densenet:32', 'densenet:256', 'mobilenet:32', 'mobilenet:256'],
  ...['resnet:128:mixed', 'resnet:128:parts', 'resnet:128:stream', 'resnet:128:mixed+parts+stream'],
  ...['mobilenet:128:mixed', 'mobilenet:128:parts', 'mobilenet:128:stream', 'vgg:64:mixed', 'vgg:64:parts'],
  ...['lenet:1024:stream', 'lenet:1024:mixed', 'lenet:1024:parts'],
  ...['siamese:128', 'siamese:1024', 'siamese:1024:parts', 'siamese:1024:stream'],
];

/** What may be after a batch size: settings of the document, or of the command. A part is a quarter of the batch. */
const VARIANTS: Readonly<Record<string, (batchSize: number) => Partial<TrainingSettings>>> = {
  mixed: () => ({ precision: 'mixed' }),
  parts: (batchSize) => ({ microBatchSize: Math.max(1, batchSize / 4) }),
  stream: () => ({}),
};

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

/** Memory, in MB, for which the largest batch is asked and then trained. */
const OFFERS: readonly (readonly [string, number])[] = [
  ['resnet', 1500],
  ['resnet:mixed', 1500],
  ['resnet:parts', 1500],
  ['resnet:stream', 1500],
  ['mobilenet:mixed+parts+stream', 1500],
  ['vgg:mixed', 2000],
];

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
  for (const text of given.length > 0 ? given.filter((text) => text !== 'offers') : CASES) {
    const comparison = await compare(text);
    comparisons.push(comparison);
    console.log(formatComparison(comparison));
  }
  if (given.length === 0 || given.includes('offers')) await checkOffers();
  const worst = Math.max(0, ...comparisons.map(({ error }) => Math.abs(error)));
  console.log(`Largest error ${formatPercent(worst)}, promised ${formatPercent(TOLERANCE)}.`);
  if (!(worst <= TOLERANCE)) process.exitCode = 1;
}

/** `lenet:256` is the preset at batch size 256; without a number at its own. After a second colon, variants joined by `+`. */
async function compare(text: string): Promise<Comparison> {
  const [name = '', size, variantText = ''] = text.split(':');
  const preset = readPreset(name);
  const batchSize = size === undefined ? preset.training.batchSize : Number(size);
  const { training, isFed } = settingsOf(preset, batchSize, variantText);
  const forecast = forecastTrainingMemory(analyze(preset), { ...training, isFed, isWatched: false });
  const measuredMB = await measure({ ...preset, training }, isFed);
  return {
    preset: `${name} ${variantText}`,
    batchSize,
    forecast,
    measuredMB,
    error: forecast.bytes / 1e6 / measuredMB - 1,
  };
}

function settingsOf(preset: NetloomDocument, batchSize: number, variantText: string) {
  const variants = variantText.split('+').filter((variant) => variant !== '');
  const changes = variants.map((variant) => {
    const change = VARIANTS[variant];
    if (change === undefined) throw new Error(`There is no variant ${variant}`);
    return change(batchSize);
  });
  const training: TrainingSettings = Object.assign({}, preset.training, { batchSize }, ...changes);
  return { training, isFed: variants.includes('stream') };
}

/** Trains what is offered where a batch does not fit. */
async function checkOffers(): Promise<void> {
  for (const [text, megabytes] of OFFERS) {
    const [name = '', variantText = ''] = text.split(':');
    const preset = readPreset(name);
    const isInParts = variantText.includes('parts');
    const asked = settingsOf(preset, preset.training.batchSize, variantText);
    const fitting = { ...asked.training, isFed: asked.isFed, isInParts, isWatched: false };
    const perStepBatch = largestBatchThatFits(analyze(preset), megabytes * 1e6, fitting);
    const offered = settingsOf(preset, isInParts ? 4 * perStepBatch : perStepBatch, variantText);
    const measured = await measure({ ...preset, training: offered.training }, offered.isFed);
    const share = measured / megabytes;
    console.log(
      `${text}: for ${megabytes} MB ${perStepBatch} images at a time, which took ${measured.toFixed(0)} MB`,
    );
    if (share > 1 + TOLERANCE) process.exitCode = 1;
  }
}

/** Peak resident memory of the training process, in MB of 1e6 bytes, by the command that users have. */
async function measure(document: NetloomDocument, isFed: boolean): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-memory-'));
  const file = join(folder, 'network.json');
  await writeFile(file, serializeDocument(document));
  const command = ['scripts/cli.mjs', 'bench', file, '--json', '--steps', `${STEPS}`];
  const { stdout } = await run(process.execPath, [...command, ...(isFed ? ['--stream'] : [])], { cwd: root });
  await rm(folder, { recursive: true });
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
      column === 0 ? cell.padEnd(28) : cell.padStart(Math.max(6, HEADER[column]?.length ?? 0)),
    )
    .join('  ');
}

function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
