import * as fc from 'fast-check';
import { expect, it, type TestContext } from 'vitest';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { layers } from '../src/graph-runtime/layers/registry';
import { siamese, twoOutputs, unpooled } from '../src/graph-runtime/testing/branched-documents';
import { arbitraryCodeSample } from '../src/graph-runtime/testing/code-samples';
import { LABELS_WITH_MASKS, maskAmongLabels } from '../src/graph-runtime/testing/mask-among-labels';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../src/graph-runtime/testing/numbers-beside';
import { LABELS_WITH_VIEWS, twoViews } from '../src/graph-runtime/testing/two-views';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { compareWithOnnx } from '../src/main/trainer/jobs/testing/compare-with-onnx';
import { singleLayerNetwork } from '../src/main/trainer/jobs/testing/single-layer-network';
import { comparedNetwork } from '../src/graph-runtime/testing/compared-network';
import { testData } from './setup/test-data.mjs';

/*
 * Exported ONNX files, run by ONNX Runtime. `npm test` fetches it (`scripts/setup/test-data.mjs`); `npm run bench:export` compares all presets
 * and many more random networks.
 */

const TOLERANCE = 2e-5;

function packages(context: TestContext): string {
  const { folder, isThere } = testData('onnxruntime');
  if (!isThere) context.skip(`${folder} is not there: npm test fetches it where its registry can be reached`);
  return folder;
}

const inner = layers.filter(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0);

it.for(inner.map((layer) => [layer.type, layer] as const))(
  '%s gives the same scores, whatever its parameters',
  async ([, layer], context) => {
    const runtime = packages(context);
    for (const sample of fc.sample(arbitraryCodeSample(layer), { numRuns: 5, seed: 7 })) {
      const { error } = await compareWithOnnx(runtime, singleLayerNetwork(layer, sample), 2);
      expect(error, JSON.stringify(sample)).toBeLessThan(TOLERANCE);
    }
  },
);

it.for(['lenet', 'alexnet', 'googlenet', 'resnet', 'densenet', 'mobilenet-v3-small'])(
  'the preset %s gives the same scores and classes',
  async (id, context) => {
    const { error, sameClasses, count } = await compareWithOnnx(packages(context), readPreset(id), 2);
    expect(error).toBeLessThan(TOLERANCE);
    expect(sameClasses).toBe(count);
  },
);

it('random networks give the same scores', async (context) => {
  const runtime = packages(context);
  for (const document of fc.sample(arbitraryNetwork, { numRuns: 10, seed: 3 })) {
    const { error } = await compareWithOnnx(runtime, document, 2);
    expect(error, JSON.stringify(document)).toBeLessThan(TOLERANCE);
  }
});

it('takes the numbers beside an image as they were measured', async (context) => {
  const compared = await compareWithOnnx(packages(context), numbersBeside(), 4, LABELS_WITH_NUMBERS);
  expect(compared.error).toBeLessThan(TOLERANCE);
  // Without the data set, they enter standardized.
  const { error } = await compareWithOnnx(packages(context), numbersBeside(), 4);
  expect(error).toBeLessThan(TOLERANCE);
});

it('takes second images beside an image, each in its own size', async (context) => {
  const { error } = await compareWithOnnx(packages(context), twoViews(), 4, LABELS_WITH_VIEWS);
  expect(error).toBeLessThan(TOLERANCE);
});

it('gives masks among several labels beside the other outputs', async (context) => {
  const found = await compareWithOnnx(packages(context), maskAmongLabels(), 4, LABELS_WITH_MASKS);
  expect(found.error).toBeLessThan(TOLERANCE);
  expect(found.sameClasses).toBe(4);
});

it.for(['pair', 'triplet'] as const)('takes the images of a %s each by its name', async (tuple, context) => {
  const branch = [
    { id: 'conv', type: 'conv2d', parameters: { filters: 3, kernelSize: 3 } },
    { id: 'relu', type: 'relu' },
    { id: 'flat', type: 'flatten' },
  ];
  const normalization = { mean: [0.3], deviation: [0.2] };
  const document = comparedNetwork({ tuple, branch, shape: [7, 6, 1], normalization });
  const { error } = await compareWithOnnx(packages(context), document, 3);
  expect(error).toBeLessThan(TOLERANCE);
});

it.for([twoOutputs, siamese, unpooled])(
  'gives each output of %o, weights shared or not',
  async (document, context) => {
    const { error, sameClasses, count } = await compareWithOnnx(packages(context), document(), 3);
    expect(error).toBeLessThan(TOLERANCE);
    expect(sameClasses).toBe(count);
  },
);
