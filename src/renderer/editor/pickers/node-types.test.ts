import { describe, expect, it } from 'vitest';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { fuzzySearch } from '../../ui/fuzzy';
import { alternativeText, asSearched, layerQuery, nodeQuery, nodeTypes } from './node-types';

const types = nodeTypes(readNetwork({ nodes: [], edges: [] }), null, 'en');

describe('a search for a layer that there is none of', () => {
  it.each(['conv3d', 'Conv3d', 'RReLU', 'drop_block', ' maxout '])(
    'says what to do without it: %s',
    (query) => {
      expect(alternativeText(query, types, 'en')).toMatch(/\w{3}/);
      expect(alternativeText(query, types, 'zh-Hant')).toMatch(/\p{Script=Han}/u);
    },
  );

  it.each(['', 'conv', 'swish', 'BatchNorm2d', 'Gemm', 'normalization', 'zzz'])(
    'says nothing of “%s”',
    (query) => {
      expect(alternativeText(query, types, 'en')).toBeNull();
    },
  );
});

describe('the search for layers', () => {
  const zh = nodeTypes(readNetwork({ nodes: [], edges: [] }), null, 'zh-Hant');
  const found = (query: string) => fuzzySearch(query, zh).map(({ item }) => item.type);

  it.each([
    ['fc', 'dense'],
    ['linear', 'dense'],
    ['GAP', 'globalAveragePooling2d'],
    ['lrn', 'localResponseNormalization'],
    ['全连接', 'dense'],
    ['批次正规化', 'batchNormalization'],
    ['卷积', 'conv2d'],
  ])('takes abbreviations, names of other libraries and simplified characters: %s', (query, type) => {
    expect(found(query)[0]).toBe(type);
  });

  it.each([
    ['nn.Conv2d(3, 64, kernel_size=3)', 'conv2d'],
    ['keras.layers.Conv2D', 'conv2d'],
    ['F.leaky_relu', 'leakyRelu'],
    ['max_pool2d', 'maxPooling2d'],
    ['nn.BatchNorm1d', 'batchNormalization'],
    ['LazyLinear', 'dense'],
    ['nn.CrossEntropyLoss()', 'output'],
    ['SmoothL1Loss', 'output'],
    ['keras.losses.MeanSquaredError', 'output'],
  ])('takes a line of code: %s', (query, type) => {
    expect(alternativeText(query, zh, 'en')).toBeNull();
    expect(found(layerQuery(query))[0]).toBe(type);
  });

  it('knows what a name says of the parameters', () => {
    const parametersOf = (type: string, query: string) => {
      const entry = zh.find((candidate) => candidate.type === type);
      return entry === undefined ? null : asSearched(entry, query).parameters;
    };
    expect(parametersOf('depthToSpace', 'nn.PixelShuffle(2)')).toEqual({ order: 'channelsFirst' });
    expect(parametersOf('zeroPadding2d', 'ReflectionPad2d')).toEqual({ mode: 'reflect' });
    expect(parametersOf('output', 'MSELoss')).toEqual({ loss: 'meanSquaredError' });
    expect(parametersOf('output', 'HuberLoss')).toBeUndefined();
    expect(parametersOf('conv2d', 'conv')).toBeUndefined();
  });

  it('leads to a block that comes with the app by the name it has elsewhere', () => {
    const block = {
      type: 'shipped:encoder',
      category: 'block' as const,
      label: 'Transformer encoder layer',
      keywords: [],
      summary: '',
    };
    expect(alternativeText('nn.TransformerEncoderLayer', [...zh, block], 'en')).toBeNull();
    expect(fuzzySearch(layerQuery('nn.TransformerEncoderLayer'), [...zh, block])[0]?.item).toBe(block);
    expect(alternativeText('nn.TransformerEncoderLayer', zh, 'en')).toMatch(/Transformer encoder layer/);
  });

  it('finds by a whole abbreviation nothing else', () => {
    expect(found('bn')).toEqual(['batchNormalization']);
    expect(found('卷积').sort()).toEqual(found('卷積').sort());
  });
});

describe('the search for nodes', () => {
  it.each([
    ['nn.Conv2d(3, 64)', 'Conv2d'],
    ['Conv2d(3, 64)', 'Conv2d'],
    ['keras.layers.Dense', 'Dense'],
    ['leaky_relu', 'leakyrelu'],
    ['v1.2', 'v1.2'],
    ['encoder (old)', 'encoder (old)'],
  ])('reads code, and leaves other texts as they are: %s', (query, read) => {
    expect(nodeQuery(query)).toBe(read);
  });

  it('finds an id with an underscore', () => {
    const items = [{ label: 'encoder/conv_1', keywords: [] }];
    expect(fuzzySearch(nodeQuery('conv_1'), items)).toHaveLength(1);
  });
});
