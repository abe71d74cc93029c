import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tfjsFormOf } from '../src/graph-runtime/exchange/export/tfjs/registry';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { readNetwork } from '../src/graph-runtime/infer/testing/read-network';
import { layers } from '../src/graph-runtime/layers/registry';
import { recurrent, twoOutputs } from '../src/graph-runtime/testing/branched-documents';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { LABELS_WITH_MASKS, maskAmongLabels } from '../src/graph-runtime/testing/mask-among-labels';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../src/graph-runtime/testing/numbers-beside';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { compareWithTfjs } from '../src/main/trainer/jobs/testing/compare-with-tfjs';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';

/* Exported models, loaded and run by TensorFlow.js itself; `npm run bench:export` compares all presets and many more random networks. */

const TOLERANCE = 2e-5;

const exported = layers.filter(({ type }) => tfjsFormOf(type) !== undefined);

it.for(exported.map((layer) => [layer.type, layer] as const))(
  '%s gives the same scores, whatever its parameters',
  async ([, layer]) => {
    let compared = 0;
    // Some combinations are refused, of a depthwise convolution most: TensorFlow.js cannot compute them.
    for (const sample of fc.sample(arbitraryCodeSample(layer), { numRuns: 50, seed: 7 })) {
      if (compared === 4) break;
      const found = await compareWithTfjs(singleLayerNetwork(layer, sample), 2);
      if (found === null) continue;
      compared += 1;
      expect(found.error, JSON.stringify(sample)).toBeLessThan(TOLERANCE);
    }
    expect(compared).toBeGreaterThan(0);
  },
);

it.for(['lenet', 'alexnet', 'googlenet', 'resnet', 'densenet', 'mobilenet-v3-small'])(
  'the preset %s gives the same scores and classes',
  async (id) => {
    const found = await compareWithTfjs(readPreset(id), 2);
    expect(found?.error).toBeLessThan(TOLERANCE);
    expect(found?.sameClasses).toBe(found?.count);
  },
);

it.for([recurrent(), twoOutputs()].map((document) => [document.name, document] as const))(
  '%s gives the same scores of all outputs, with what it shares',
  async ([, document]) => {
    const found = await compareWithTfjs(document, 2);
    expect(found?.error).toBeLessThan(TOLERANCE);
    expect(found?.sameClasses).toBe(found?.count);
  },
);

it('takes the numbers beside an image as its metadata standardize them', async () => {
  const found = await compareWithTfjs(numbersBeside(), 4, LABELS_WITH_NUMBERS);
  expect(found?.error).toBeLessThan(TOLERANCE);
  expect(found?.sameClasses).toBe(4);
  // Without the data set: standardized, as the network takes them.
  const unknown = await compareWithTfjs(numbersBeside(), 4);
  expect(unknown?.error).toBeLessThan(TOLERANCE);
});

it('gives masks among several labels beside the other outputs', async () => {
  const found = await compareWithTfjs(maskAmongLabels(), 4, LABELS_WITH_MASKS);
  expect(found?.error).toBeLessThan(TOLERANCE);
  expect(found?.sameClasses).toBe(4);
});

it('a value that enters a layer twice is still there for others', async () => {
  const document = readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [6, 6, 2] } },
      { id: 'relu', type: 'relu' },
      { id: 'maximum', type: 'maximum' },
      { id: 'pool', type: 'maxPooling2d' },
      { id: 'first', type: 'flatten' },
      { id: 'second', type: 'flatten' },
      { id: 'join', type: 'concatenate' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      ...['input -> relu', 'input -> maximum', 'relu -> maximum', 'relu -> maximum', 'relu -> pool'],
      ...['maximum -> first', 'pool -> second', 'second -> join', 'first -> join'],
      ...['join -> dense', 'dense -> output'],
    ],
  });
  const found = await compareWithTfjs(document, 2);
  expect(found?.error).toBeLessThan(TOLERANCE);
});

it('random networks give the same scores', async () => {
  let compared = 0;
  for (const document of fc.sample(arbitraryNetwork, { numRuns: 12, seed: 3 })) {
    const found = await compareWithTfjs(document, 2);
    if (found === null) continue;
    compared += 1;
    expect(found.error, JSON.stringify(document)).toBeLessThan(TOLERANCE);
  }
  expect(compared).toBeGreaterThan(0);
});
