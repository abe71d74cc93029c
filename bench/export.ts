/**
 * `npm run bench:export [-- onnx|tfjs [presets random layers NAME …]]`: exports all presets, random networks and every layer over its parameters, or what is
 * named of these, and compares the scores of the framework with the engine's, but for what is ill-conditioned. `npm test` does the same with a few.
 */
import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { testData } from '../scripts/setup/test-data.mjs';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { layers } from '../src/graph-runtime/layers/registry';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import type { ScoreComparison } from '../src/main/trainer/jobs/testing/compare-scores';
import { compareWithOnnx } from '../src/main/trainer/jobs/testing/compare-with-onnx';
import { compareWithTfjs } from '../src/main/trainer/jobs/testing/compare-with-tfjs';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';
import { isIllConditioned } from './ill-conditioned';

const TOLERANCE = 2e-5;
const IMAGES = 32;
const RANDOM_NETWORKS = 100;
const LAYER_SAMPLES = 40;

const { folder, isThere } = testData('onnxruntime');
if (!isThere && process.argv[2] !== 'tfjs') throw new Error(`${folder} is not there: npm test fetches it`);

let failures = 0;
let refused = 0;

const [format = 'onnx', ...parts] = process.argv.slice(2);
const isWanted = (part: string) => parts.length === 0 || parts.includes(part);
const compare = (document: NetloomDocument, images: number): Promise<ScoreComparison | null> =>
  format === 'tfjs' ? compareWithTfjs(document, images) : compareWithOnnx(folder, document, images);

/** Compares one network and returns its error; what is too large is said. */
async function check(what: string, document: NetloomDocument, images: number): Promise<number> {
  const compared = await compare(document, images);
  if (compared === null) {
    refused += 1;
    return 0;
  }
  const { error, sameClasses, count } = compared;
  if (error < TOLERANCE && (images < IMAGES || sameClasses === count)) return error;
  failures += 1;
  console.log(`FAILED ${what}: error ${error.toExponential(1)}, ${sameClasses} of ${count} classes`);
  return error;
}

async function comparePresets(): Promise<void> {
  for (const id of presetIds.filter((one) => isWanted('presets') || isWanted(one))) {
    const begun = performance.now();
    const error = await check(id, readPreset(id), IMAGES);
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${id.padEnd(22)} ${error.toExponential(1)}   ${seconds.toFixed(1)} s`);
  }
}

async function compareRandom(): Promise<void> {
  const sampled = fc.sample(arbitraryNetwork, { numRuns: 2 * RANDOM_NETWORKS, seed: 11 });
  const documents = sampled.filter((document) => !isIllConditioned(document)).slice(0, RANDOM_NETWORKS);
  let worst = 0;
  for (const document of documents) {
    worst = Math.max(worst, await check(JSON.stringify(document.nodes), document, 4));
  }
  console.log(`${documents.length} random networks     ${worst.toExponential(1)}`);
}

async function compareLayers(): Promise<void> {
  for (const layer of layers) {
    if (layer.inputs.length === 0 || layer.outputs.length === 0) continue;
    const sampled = fc.sample(arbitraryCodeSample(layer), { numRuns: LAYER_SAMPLES, seed: 13 });
    const samples = sampled.filter((sample) => !isIllConditioned(singleLayerNetwork(layer, sample)));
    let worst = 0;
    for (const sample of samples) {
      const document = singleLayerNetwork(layer, sample);
      worst = Math.max(worst, await check(`${layer.type} ${JSON.stringify(sample)}`, document, 2));
    }
    console.log(`${layer.type.padEnd(28)} ${samples.length} samples   ${worst.toExponential(1)}`);
  }
}

async function main(): Promise<void> {
  await comparePresets();
  if (isWanted('random')) await compareRandom();
  if (isWanted('layers')) await compareLayers();
  if (refused > 0) console.log(`${refused} were refused: the framework has no such layers.`);
  console.log(failures === 0 ? 'All are equal.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

void main();
