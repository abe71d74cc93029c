import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onnxFormOf } from '../../../graph-runtime/exchange/export/onnx/registry';
import { getLayer, layers } from '../../../graph-runtime/layers/registry';
import { arbitraryCodeSample, type CodeSample } from '../../../graph-runtime/testing/code-samples';
import { compareWithImport } from './testing/compare-with-import';
import { singleLayerNetwork } from './testing/single-layer-network';

/** Of each layer here; `npm run bench:import-models -- layers` draws more. */
const SAMPLES = 2;

const exported = layers.filter(
  ({ type, inputs, outputs }) => inputs.length > 0 && outputs.length > 0 && onnxFormOf(type) !== undefined,
);

/** A learned number for each of one channel is the same as a number, and comes back as one. */
const isSingle = ({ inputs }: CodeSample) => inputs[0]?.shape.at(-1) === 1;

describe('every layer that ONNX has', () => {
  for (const layer of exported) {
    it(`gives ${layer.type} back as it was exported`, async () => {
      const arbitrary = arbitraryCodeSample(layer).filter((sample) => !isSingle(sample));
      for (const sample of fc.sample(arbitrary, { numRuns: SAMPLES, seed: 13 })) {
        const found = await compareWithImport(singleLayerNetwork(layer, sample), 2);
        const what = JSON.stringify(sample);
        expect(found.error, what).toBeLessThan(2e-5);
        expect(found.imported.cost.trainableParameters, what).toBe(found.exported.cost.trainableParameters);
        expect(found.imported.cost.otherParameters, what).toBe(found.exported.cost.otherParameters);
        expect(found.imported.cost.multiplyAccumulates, what).toBe(found.exported.cost.multiplyAccumulates);
      }
    });
  }
});

it('gives slopes of the channels back, of an image and of a sequence', async () => {
  const prelu = getLayer('prelu');
  if (prelu === undefined) throw new Error('there is no PReLU');
  for (const shape of [
    [5, 8],
    [6, 4, 3],
  ]) {
    const sample = { parameters: { isShared: false }, inputs: [{ shape }], outputs: [{ shape }] };
    const found = await compareWithImport(singleLayerNetwork(prelu, sample), 2);
    expect(found.error, `${shape}`).toBeLessThan(2e-5);
    expect(found.imported.cost.trainableParameters).toBe(found.exported.cost.trainableParameters);
  }
});
