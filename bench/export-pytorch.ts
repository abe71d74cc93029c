/**
 * `npm run bench:export-pytorch`: exports all presets, random networks and every layer over its parameters as PyTorch projects, runs them,
 * and compares scores, classes and counts with the engine's. It needs Python with torch and safetensors (bench/README.md).
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { layers } from '../src/graph-runtime/layers/registry';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import { writePytorchFolder } from '../src/main/trainer/jobs/testing/pytorch-folder';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';

const TOLERANCE = 2e-5;
const IMAGES = 32;
const RANDOM_NETWORKS = 100;
const LAYER_SAMPLES = 40;

interface Answer {
  readonly error?: number;
  readonly same?: number;
  readonly count?: number;
  readonly parametersEqual?: boolean;
  readonly failure?: string;
}

const python = spawn(
  process.env.NETLOOM_BENCH_PYTHON ?? 'python3',
  [join(__dirname, 'python', 'check_exports.py')],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();

async function ask(folder: string): Promise<Answer> {
  python.stdin.write(`${folder}\n`);
  const { value, done } = await lines.next();
  if (done === true) throw new Error('Python has ended');
  return JSON.parse(value);
}

let failures = 0;

/** Compares one network and returns its error; what is too large is said. */
async function check(what: string, document: NetloomDocument, images: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-pytorch-'));
  try {
    await writePytorchFolder(folder, document, images);
    const { error = Number.POSITIVE_INFINITY, same, count, parametersEqual, failure } = await ask(folder);
    const isEqual = error < TOLERANCE && parametersEqual === true && (images < IMAGES || same === count);
    if (isEqual) return error;
    failures += 1;
    console.log(
      `FAILED ${what}: ${failure ?? `error ${error.toExponential(1)}, ${same} of ${count} classes, counts ${parametersEqual}`}`,
    );
    return error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Only those whose names are given, where some are. */
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

async function main(): Promise<void> {
  for (const id of presetIds.filter((one) => isWanted('presets') || isWanted(one))) {
    console.log(`${id.padEnd(22)} ${(await check(id, readPreset(id), IMAGES)).toExponential(1)}`);
  }
  let worst = 0;
  if (isWanted('random')) {
    for (const document of fc.sample(arbitraryNetwork, { numRuns: RANDOM_NETWORKS, seed: 11 })) {
      worst = Math.max(worst, await check(JSON.stringify(document), document, 4));
    }
    console.log(`${RANDOM_NETWORKS} random networks     ${worst.toExponential(1)}`);
  }
  for (const layer of layers) {
    if (layer.inputs.length === 0 || layer.outputs.length === 0) continue;
    if (!isWanted('layers') && !isWanted(layer.type)) continue;
    worst = 0;
    for (const sample of fc.sample(arbitraryCodeSample(layer), { numRuns: LAYER_SAMPLES, seed: 13 })) {
      const document = singleLayerNetwork(layer, sample);
      worst = Math.max(worst, await check(`${layer.type} ${JSON.stringify(sample)}`, document, 2));
    }
    console.log(`${layer.type.padEnd(28)} ${LAYER_SAMPLES} samples   ${worst.toExponential(1)}`);
  }
  console.log(failures === 0 ? 'All are equal.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
  python.stdin.end();
}

void main();
