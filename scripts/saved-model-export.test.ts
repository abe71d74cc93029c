import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryNetwork } from '../src/graph-runtime/infer/testing/random-networks';
import { siamese, twoOutputs } from '../src/graph-runtime/testing/branched-documents';
import { LABELS_WITH_MASKS, maskAmongLabels } from '../src/graph-runtime/testing/mask-among-labels';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../src/graph-runtime/testing/numbers-beside';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { compareWithSavedModel } from '../src/main/trainer/jobs/testing/compare-with-saved-model';

/* Exported files, loaded by TensorFlow and called by their signature; `npm run bench:export-saved-model` compares all presets and LiteRT. */

const TOLERANCE = 2e-5;

it.for(['lenet-5', 'resnet', 'densenet', 'mobilenet-v3-small'])(
  'the preset %s gives the same scores, and probabilities beside them',
  async (id) => {
    const found = await compareWithSavedModel(readPreset(id), 2);
    expect(found.error).toBeLessThan(TOLERANCE);
    expect(found.sameClasses).toBe(found.count);
    expect(found.outputs).toEqual(['probabilities', 'scores']);
  },
);

it('random networks give the same scores', async () => {
  for (const document of fc.sample(arbitraryNetwork, { numRuns: 10, seed: 3 })) {
    const found = await compareWithSavedModel(document, 2);
    expect(found.error, JSON.stringify(document)).toBeLessThan(TOLERANCE);
  }
});

it('has the scores of each output, and probabilities of those that have them', async () => {
  const found = await compareWithSavedModel(twoOutputs(), 3);
  expect(found.error).toBeLessThan(TOLERANCE);
  expect(found.outputs).toEqual(['probabilities_kind', 'scores_kind', 'scores_picture']);
});

it('takes the numbers beside an image as they were measured', async () => {
  const found = await compareWithSavedModel(numbersBeside(), 4, LABELS_WITH_NUMBERS);
  expect(found.error).toBeLessThan(TOLERANCE);
  expect(found.outputs).toEqual(['probabilities', 'scores']);
});

it('gives masks among several labels beside the other outputs', async () => {
  const found = await compareWithSavedModel(maskAmongLabels(), 4, LABELS_WITH_MASKS);
  expect(found.error).toBeLessThan(TOLERANCE);
  expect(found.sameClasses).toBe(4);
  const scores = ['scores_kind', 'scores_outline', 'scores_parts', 'scores_weight'];
  expect(found.outputs).toEqual([
    'probabilities_kind',
    'probabilities_outline',
    'probabilities_parts',
    ...scores,
  ]);
});

it('uses shared weights in each place', async () => {
  const found = await compareWithSavedModel(siamese(), 3);
  expect(found.error).toBeLessThan(TOLERANCE);
});
