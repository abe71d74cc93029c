import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { ParameterValue } from '../document/document';
import { analyze } from '../infer/analyze';
import { readNetwork } from '../infer/testing/read-network';
import { describeDiagnostic } from '../messages/describe-diagnostic';
import { layerOfOtherName, parameterOfOtherName } from './other-names';
import { plainName } from './plain-name';
import { layers } from './registry';
import { alternativeTo } from './unavailable';

const network = (type: string, parameters: Record<string, ParameterValue> = {}) =>
  readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [12, 12, 4] } },
      { id: 'layer', type, parameters },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense' },
      { id: 'output', type: 'output' },
    ],
    edges: ['input -> layer', 'layer -> flatten', 'flatten -> dense', 'dense -> output'],
  });

/** The node after the first repair of the first diagnostic. */
function repaired(type: string, parameters: Record<string, ParameterValue> = {}) {
  const document = network(type, parameters);
  const [first] = analyze(document).diagnostics;
  const node = applyEdits(document, first?.fixes[0]?.edits ?? []).nodes.find(({ id }) => id === 'layer');
  return { code: first?.code, type: node?.type, parameters: node?.parameters };
}

describe('names of other libraries', () => {
  it('mean one layer each', () => {
    const names = layers.flatMap((layer) =>
      [layer.type, ...(layer.otherNames?.types ?? [])].map((name) => [plainName(name), layer.type]),
    );
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
    const stale = names.filter(([name = '']) => alternativeTo(name) !== undefined);
    expect(stale, 'layers that exist now: delete their names from layers/unavailable.ts').toEqual([]);
  });

  it('of parameters lead to parameters that exist', () => {
    for (const { type, otherNames, parameters } of layers) {
      for (const to of Object.values(otherNames?.parameters ?? {})) {
        if (to !== null) expect(Object.keys(parameters), type).toContain(to);
      }
    }
  });

  it.each([
    ['swish', 'silu'],
    ['avgPool2d', 'averagePooling2d'],
    ['linear', 'dense'],
    ['nn.MaxPool2d', 'maxPooling2d'],
    ['keras.layers.Conv2D', 'conv2d'],
    ['Gemm', 'dense'],
    ['batch_norm2d', 'batchNormalization'],
    ['GlobalAveragePool', 'globalAveragePooling2d'],
    ['Concat', 'concatenate'],
  ])('%s is %s', (name, type) => {
    expect(layerOfOtherName(name)?.type).toBe(type);
  });

  it('are replaced with one click that keeps the parameters', () => {
    expect(repaired('swish')).toEqual({ code: 'other-name', type: 'silu', parameters: {} });
    expect(
      repaired('nn.Conv2d', { in_channels: 4, out_channels: 8, kernel_size: 3, stride: 2, bias: false }),
    ).toMatchObject({
      type: 'conv2d',
      parameters: { filters: 8, kernelSize: 3, strides: 2, useBias: false },
    });
    expect(repaired('Dropout2d', { p: 0.1 })).toMatchObject({
      type: 'spatialDropout2d',
      parameters: { rate: 0.1 },
    });
    // PyTorch's order of channels is another one than TensorFlow's.
    expect(repaired('nn.PixelShuffle', { upscale_factor: 2 })).toEqual({
      code: 'other-name',
      type: 'depthToSpace',
      parameters: { blockSize: 2, order: 'channelsFirst' },
    });
    expect(repaired('nn.ConvTranspose2d', { in_channels: 4, out_channels: 2, stride: 2 })).toMatchObject({
      type: 'conv2dTranspose',
      parameters: { filters: 2, strides: 2 },
    });
    // PyTorch's momentum counts in the opposite sense.
    expect(repaired('BatchNorm2d', { momentum: 0.1, eps: 1e-3 })).toMatchObject({
      type: 'batchNormalization',
      parameters: { momentum: 0.9, epsilon: 1e-3 },
    });
    expect(repaired('BatchNormalization', { momentum: 0.9 })).toMatchObject({
      parameters: { momentum: 0.9 },
    });
  });

  it('of parameters are known where the layer has its name from here', () => {
    const codes = (type: string, parameters: Record<string, ParameterValue>) =>
      analyze(network(type, parameters)).diagnostics.map(({ code, values }) => [code, values.suggestion]);
    expect(codes('conv2d', { out_channels: 8 })).toEqual([['parameter-misspelled', 'filters']]);
    expect(codes('dropout', { p: 0.5 })).toEqual([['parameter-misspelled', 'rate']]);
    expect(codes('conv2d', { in_channels: 4 })).toEqual([['parameter-follows', '']]);
    expect(parameterOfOtherName(['filters'], undefined, 'zebra')).toBeUndefined();
  });
});

describe('layers that only look alike', () => {
  it.each(['RReLU', 'dropBlock', 'MaxPool3d', 'Conv3D', 'bidirectional'])(
    'are not offered for one another: %s',
    (type) => {
      const { diagnostics } = analyze(network(type));
      expect(diagnostics).toMatchObject([{ code: 'layer-not-available', path: 'layer', fixes: [] }]);
      const [first] = diagnostics;
      if (first === undefined) throw new Error('no diagnostic');
      expect(describeDiagnostic(first, 'en').advice).toBe(alternativeTo(type)?.en);
      expect(describeDiagnostic(first, 'zh-Hant').advice).toMatch(/\p{Script=Han}/u);
    },
  );

  it('nor by the digit in which they differ', () => {
    expect(repaired('resize3d').code).toBe('unknown-type');
    expect(repaired('rellu')).toMatchObject({ code: 'type-misspelled', type: 'relu' });
    expect(repaired('con2d')).toMatchObject({ code: 'type-misspelled', type: 'conv2d' });
  });
});
