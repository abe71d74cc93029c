import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { startTranslations } from '../../messages/i18n';
import { readPreset } from '../testing/documents';
import { nodeInLocation } from './location';
import { nameOfPath, placeName } from './node-names';

describe('the name of a node in lists', () => {
  beforeAll(() => startTranslations('en'));

  const lenet = analyze(readPreset('lenet'));
  const resnet = analyze(readPreset('resnet-18'));

  it('is that of its card, with the path', () => {
    expect(nameOfPath(lenet, 'conv1', 'en')).toBe('Conv2D (conv1)');
    expect(nameOfPath(lenet, 'conv1', 'zh-Hant')).toBe('二維卷積（conv1）');
  });

  it('is found in blocks and in their copies', () => {
    const [inside] = resnet.graph.nodes.filter(({ path, type }) => type === 'conv2d' && path.includes('/'));
    expect(nameOfPath(resnet, inside?.path ?? '', 'en')).toBe(`Conv2D (${inside?.path})`);
  });

  it('names the blocks around it, and which copy, where a problem is', () => {
    const path = 'stage2/residual2/conv1';
    expect(placeName(resnet, path, 'en')).toBe('Residual stage / Residual block, copy 2 / Conv2D (conv1)');
    expect(placeName(lenet, 'conv1', 'en')).toBe('Conv2D (conv1)');
    expect(placeName(lenet, 'no/such', 'en')).toBe('no/such');
  });

  it('is the path alone where the network has no such node', () => {
    expect(nameOfPath(lenet, 'dense99', 'en')).toBe('dense99');
  });

  it('says which card of an open place a path leads to or into', () => {
    const [inside] = resnet.graph.nodes.filter(({ path }) => path.split('/').length > 2);
    const [first = '', second = ''] = inside?.path.split('/') ?? [];
    expect(first.startsWith(nodeInLocation(resnet, '', inside?.path ?? '') ?? '?')).toBe(true);
    expect(second.startsWith(nodeInLocation(resnet, first, inside?.path ?? '') ?? '?')).toBe(true);
    expect(nodeInLocation(resnet, first, 'elsewhere/conv1')).toBeNull();
  });
});
