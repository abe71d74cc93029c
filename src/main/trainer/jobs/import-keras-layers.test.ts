import { describe, expect, it } from 'vitest';
import type { GivenParameters } from '../../../graph-runtime/testing/layer-parameters';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { parametersOf } from '../../../graph-runtime/testing/layer-parameters';
import { compareWithImport } from './testing/compare-with-import';
import { singleLayerNetwork } from './testing/single-layer-network';

type Case = readonly [type: string, parameters: GivenParameters, ...inputs: readonly number[][]];

const IMAGE = [6, 7, 4];

/** What Keras has as one layer, or one operation: it comes back as one. */
const CASES: readonly Case[] = [
  ['groupNormalization', { groups: 2, epsilon: 0.01 }, IMAGE],
  ['instanceNormalization', {}, IMAGE],
  ['instanceNormalization', { isAffine: false }, IMAGE],
  ['rmsNormalization', {}, [5, 8]],
  ['layerNormalization', {}, [5, 8]],
  ['layerScale', {}, IMAGE],
  ['layerScale', {}, [5, 8]],
  ['multiHeadAttention', { heads: 2 }, [5, 8]],
  ['multiHeadAttention', { heads: 4, useBias: false }, [5, 8], [5, 8]],
  ['matMul', {}, [4, 4], [4, 4]],
  ['matMul', { transpose: true }, [3, 4], [3, 4]],
  ['conv2dTranspose', { filters: 3, kernelSize: 3, padding: 'valid', outputPadding: 1 }, IMAGE],
  ['reduce', { operation: 'avg', axes: 'channels' }, IMAGE],
  ['reduce', { operation: 'max', axes: 'positions', keepDimensions: false }, IMAGE],
  ['reduce', { operation: 'sum', axes: 'height' }, [5, 8]],
  ['reduce', { operation: 'max', axes: 'width' }, IMAGE],
  ['slice', { begin: 1, size: 3 }, IMAGE],
  ['slice', { begin: 1, size: 2, step: 3, axis: 'height' }, IMAGE],
  ['slice', { begin: 2, size: 2, axis: 'width' }, IMAGE],
  ['zeroPadding2d', { padding: [1, 2, 0, 1], mode: 'reflect' }, IMAGE],
  ['resize', { size: [9, 5] }, IMAGE],
  ['glu', {}, IMAGE],
  ['celu', { alpha: 0.5 }, IMAGE],
  ['hardTanh', {}, [12]],
];

describe('a model of Keras that Netloom wrote', () => {
  it.each(CASES.map(([type, ...rest]) => ({ type, rest })))(
    'gives $type back: $rest',
    async ({ type, rest }) => {
      const [given, ...shapes] = rest;
      const layer = getLayer(type);
      if (layer === undefined) throw new Error(`there is no ${type}`);
      const parameters = parametersOf(layer, given);
      const inputs = shapes.map((shape) => ({ shape }));
      const result = layer.infer(parameters, inputs);
      if (!result.ok) throw new Error(result.diagnostic.code);
      const network = singleLayerNetwork(layer, { parameters, inputs, outputs: result.outputs });
      const found = await compareWithImport(network, 2, 'keras');
      expect(found.error).toBeLessThan(2e-5);
      expect(found.imported.document.nodes.map((node) => node.type)).toContain(type);
      expect(found.imported.cost.trainableParameters).toBe(found.exported.cost.trainableParameters);
    },
  );
});
