import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PresetSummary } from '../../../contract/contract';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { groupPresets, isOfAge, matchesSearch } from './preset-groups';

const presets = readdirSync('presets')
  .filter((file) => file.endsWith('.json'))
  .flatMap((file): PresetSummary[] => {
    const parsed = parseDocument(readFileSync(`presets/${file}`, 'utf8'));
    return parsed.ok ? [{ id: file.replace('.json', ''), document: parsed.document }] : [];
  });
const found = (search: string, language: 'en' | 'zh-Hant' = 'en') =>
  presets.filter((preset) => matchesSearch(preset, search, language)).map((preset) => preset.id);

describe('the gallery', () => {
  it('puts the networks that train on the data at hand first', () => {
    const groups = groupPresets(presets, [{ id: 'fashion-mnist' }]);
    const eight = ['alexnet', 'densenet', 'googlenet', 'lenet', 'mobilenet', 'nin', 'resnet', 'vgg'];
    const others = ['vit', 'autoencoder', 'srcnn', 'espcn', 'lstm', 'vae', 'cnn-1d'];
    const more = [...others, 'siamese', 'unet-small'];
    expect(groups.ready.map((preset) => preset.id)).toEqual(expect.arrayContaining([...eight, ...more]));
    expect(groups.published.map((preset) => preset.id)).toContain('resnet-152');
    expect(groups.ready.length + groups.published.length).toBe(presets.length);
  });

  it('knows each network by its age, in one of three times', () => {
    for (const preset of presets) {
      const times = (['early', 'middle', 'late'] as const).filter((age) => isOfAge(preset, age));
      expect(times, preset.id).toHaveLength(1);
      expect(isOfAge(preset, 'all')).toBe(true);
    }
    const late = presets.filter((preset) => isOfAge(preset, 'late')).map(({ id }) => id);
    expect(late).toEqual(expect.arrayContaining(['vit', 'convnext-tiny', 'darknet-53']));
    expect(late).not.toContain('resnet');
  });

  it('finds by name, author, year and idea, every word in any order and case', () => {
    expect(found('he 2015')).toContain('resnet-50');
    expect(found('RESNET 152')).toContain('resnet-152');
    expect(found('殘差', 'zh-Hant')).toContain('resnet');
    expect(found('')).toHaveLength(presets.length);
    expect(found('no such network')).toEqual([]);
  });
});
