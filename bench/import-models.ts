/**
 * `npm run bench:import-models`: all presets exported to ONNX with random weights and imported again (the same scores and counts of weights),
 * and the nine light models that come with Python's `onnx` against the outputs that come with them. `NETLOOM_BENCH_PYTHON` names a Python with
 * that package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
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

let failures = 0;

function report(name: string, error: number, isRight: boolean, more: string): void {
  if (!isRight) failures += 1;
  console.log(`${isRight ? '' : 'FAILED '}${name.padEnd(28)} ${error.toExponential(1)}   ${more}`);
}

async function presets(): Promise<void> {
  for (const id of presetIds) {
    const begun = performance.now();
    const { error, sameClasses, count, exported, imported } = await compareWithImport(readPreset(id), IMAGES);
    const isSame =
      exported.cost.trainableParameters === imported.cost.trainableParameters &&
      exported.cost.otherParameters === imported.cost.otherParameters &&
      exported.cost.multiplyAccumulates === imported.cost.multiplyAccumulates;
    const isRight = error < TOLERANCE && sameClasses === count && isSame;
    report(id, error, isRight, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
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
    const scores = isSoftmax ? probabilities(Array.from(values)) : Array.from(values);
    const expected = readOnnxTensor(
      readFileSync(expectedFile),
      expectedFile,
      () => new Uint8Array(),
    ).values();
    const error = Math.max(...scores.map((value, at) => Math.abs(value - (expected[at] ?? Number.NaN))));
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

function probabilities(scores: readonly number[]): readonly number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

async function main(): Promise<void> {
  const folder = lightFolder();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.onnx'))) {
    const path = join(folder, name);
    await light(path, path.replace(/\.onnx$/, '_output_0.pb'));
  }
  await presets();
  console.log(failures === 0 ? 'All are equal.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

void main();
