import { describe, expect, it } from 'vitest';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { alternativeText, nodeTypes } from './node-types';

const types = nodeTypes(readNetwork({ nodes: [], edges: [] }), null, 'en');

describe('a search for a layer that there is none of', () => {
  it.each(['conv1d', 'Conv1d', 'PReLU', 'drop_path', ' mish '])('says what to do without it: %s', (query) => {
    expect(alternativeText(query, types, 'en')).toMatch(/\w{3}/);
    expect(alternativeText(query, types, 'zh-Hant')).toMatch(/\p{Script=Han}/u);
  });

  it.each(['', 'conv', 'swish', 'BatchNorm2d', 'Gemm', 'normalization', 'zzz'])(
    'says nothing of “%s”',
    (query) => {
      expect(alternativeText(query, types, 'en')).toBeNull();
    },
  );
});
