/**
 * `npm run bench:import-models`: all presets exported to ONNX with random weights and imported again (the same scores and counts of weights),
 * with `-- layers` every layer over its parameters, and the nine light models that come with Python's `onnx` against the outputs that come with them. `NETLOOM_BENCH_PYTHON` names a Python with
 * that package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { onnxFormOf } from '../src/graph-runtime/exchange/export/onnx/registry';
import { layers } from '../src/graph-runtime/layers/registry';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';
import { isIllConditioned } from './ill-conditioned';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import { readOnnxTensor } from '../src/main/exchange/reading/onnx/onnx-tensor';
import { float32 } from '../src/main/trainer/engine/tensor-data';
import { importNetwork } from '../src/main/trainer/jobs/import-network';
import { compareWithImport } from '../src/main/trainer/jobs/testing/compare-with-import';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { InferenceSession } from '../src/main/trainer/program/inference-session';
import { unpackTensors } from '../src/main/trainer/program/weights-file';

const TOLERANCE = 2e-5;
/** Of the outputs that come with the light models. */
const LIGHT_TOLERANCE = 1e-4;
const IMAGES = 4;
const LAYER_SAMPLES = 40;

let failures = 0;

function report(name: string, error: number, isRight: boolean, more: string): void {
  if (!isRight) failures += 1;
  console.log(`${isRight ? '' : 'FAILED '}${name.padEnd(28)} ${error.toExponential(1)}   ${more}`);
}

async function presets(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const begun = performance.now();
    try {
      const { error, sameClasses, count, exported, imported } = await compareWithImport(
        predicting(readPreset(id)),
        IMAGES,
      );
      const isSame =
        exported.cost.trainableParameters === imported.cost.trainableParameters &&
        exported.cost.otherParameters === imported.cost.otherParameters &&
        exported.cost.multiplyAccumulates === imported.cost.multiplyAccumulates;
      const isRight = error < TOLERANCE && sameClasses === count && isSame;
      report(id, error, isRight, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } catch (problem) {
      report(id, Number.NaN, false, problem instanceof Error ? problem.message : String(problem));
    }
  }
}

/** Without the auxiliary outputs, which an export leaves out, and what feeds only them. */
function predicting(document: NetloomDocument): NetloomDocument {
  const ends = document.nodes.filter(({ type }) => type === 'output');
  const kept = new Set(ends.filter(({ parameters }) => parameters?.auxiliary !== true).map(({ id }) => id));
  for (const id of kept) {
    for (const { from, to } of document.edges)
      if (to.split(':')[0] === id) kept.add(from.split(':')[0] ?? '');
  }
  const isKept = (end: string) => kept.has(end.split(':')[0] ?? '');
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => kept.has(id)),
    edges: document.edges.filter(({ from, to }) => isKept(from) && isKept(to)),
  };
}

/** The folder of the light models in the package. */
function lightFolder(): string {
  const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
  const { stdout } = spawnSync(python, ['-c', 'import onnx; print(onnx.__path__[0])'], { encoding: 'utf8' });
  const folder = join(stdout.trim(), 'backend/test/data/light');
  if (!existsSync(folder)) throw new Error(`${python} has no package onnx with its light models`);
  return folder;
}

async function light(model: string, expectedFile: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-light-'));
  const begun = performance.now();
  try {
    const target = join(folder, 'weights.safetensors');
    const read = await importNetwork({ type: 'import-network', source: model, target }, new RunControl());
    if (read === null) throw new Error('the import was stopped');
    const { document, report: found } = read;
    const session = await InferenceSession.open(analyze(document));
    const { tensors } = unpackTensors(readFileSync(target));
    session.setWeights(new Map(tensors.map(({ name, values }) => [name, Float32Array.from(values)])));
    const shape = [224, 224, 3] as const;
    const { values } = session.scores(float32(countedImage(shape), [1, ...shape]));
    session.close();
    const isSoftmax = found.folded.some(({ reason }) => reason === 'output');
    const expected = readOnnxTensor(
      readFileSync(expectedFile),
      expectedFile,
      () => new Uint8Array(),
    ).values();
    const error = isSoftmax ? probabilityError(values, expected) : largestDifference(values, expected);
    const isRight = error < LIGHT_TOLERANCE && found.placeholders.length === 0;
    report(model.replace(/.*\//, ''), error, isRight, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The input that the outputs of the package are computed of: its places, counted with the channels first, over their number. */
function countedImage([height, width, channels]: readonly [number, number, number]): Float32Array {
  const count = height * width * channels;
  return Float32Array.from({ length: count }, (_, at) => {
    const [pixel, channel] = [Math.floor(at / channels), at % channels];
    return (channel * height * width + pixel) / count;
  });
}

const largestDifference = (values: ArrayLike<number>, expected: ArrayLike<number>) =>
  Math.max(...Array.from(values, (value, at) => Math.abs(value - (expected[at] ?? Number.NaN))));

/**
 * Of probabilities, or of the scores whose logarithms they are, in proportion to the scores: those of SqueezeNet are near 10^10, where float32
 * knows numbers 1,024 apart, and the last bit of one decides on all probabilities.
 */
function probabilityError(scores: ArrayLike<number>, expected: ArrayLike<number>): number {
  const all = Array.from(scores);
  const largest = Math.max(...all);
  const logarithms = Array.from(expected, Math.log);
  const highest = Math.max(...logarithms);
  const ofScores = largestDifference(
    all.map((score) => (score - largest) / Math.abs(largest)),
    logarithms.map((one) => (one - highest) / Math.abs(largest)),
  );
  return Math.min(largestDifference(probabilities(all), expected), ofScores);
}

function probabilities(scores: readonly number[]): readonly number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Every layer over its parameters. A learned number of one channel alone comes back as a number, and is left out. */
async function layerSamples(): Promise<void> {
  for (const layer of layers) {
    if (layer.inputs.length === 0 || onnxFormOf(layer.type) === undefined) continue;
    const arbitrary = arbitraryCodeSample(layer).filter(({ inputs }) => inputs[0]?.shape.at(-1) !== 1);
    let [worst, failed] = [0, ''];
    for (const sample of fc.sample(arbitrary, { numRuns: LAYER_SAMPLES, seed: 13 })) {
      const document = singleLayerNetwork(layer, sample);
      if (isIllConditioned(document)) continue;
      try {
        const { error, exported, imported } = await compareWithImport(document, 2);
        worst = Math.max(worst, error);
        if (exported.cost.trainableParameters !== imported.cost.trainableParameters)
          failed = JSON.stringify(sample);
      } catch (problem) {
        failed = problem instanceof Error ? problem.message : String(problem);
      }
    }
    report(layer.type, worst, worst < TOLERANCE && failed === '', failed);
  }
}

/** All of them, or the presets that the command line names, or `layers`. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const folder = lightFolder();
  if (wanted.length === 0 || wanted.includes('light')) await lightModels(folder);
  if (wanted.includes('layers')) await layerSamples();
  await presets(presetIds.filter((id) => wanted.length === 0 || wanted.includes(id)));
  console.log(failures === 0 ? 'All are equal.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

async function lightModels(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.onnx'))) {
    const path = join(folder, name);
    await light(path, path.replace(/\.onnx$/, '_output_0.pb'));
  }
}

void main();
