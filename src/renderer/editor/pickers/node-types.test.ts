import { describe, expect, it } from 'vitest';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { fuzzySearch } from '../../ui/fuzzy';
import { alternativeText, nodeTypes } from './node-types';

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

  it('finds by a whole abbreviation nothing else', () => {
    expect(found('bn')).toEqual(['batchNormalization']);
    expect(found('卷积').sort()).toEqual(found('卷積').sort());
  });
});
