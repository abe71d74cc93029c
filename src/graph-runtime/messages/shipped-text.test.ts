import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../document/document';
import { accuracySource } from './accuracy-sources';
import { shippedText } from './shipped-text';

/** The same in both languages. */
const PROPER_NAMES = /^Inception(-ResNet)? [ABC]$/;

describe('the words inside the networks that come with the app', () => {
  it.each(readdirSync('presets').filter((name) => name.endsWith('.json')))(
    'are there in 繁體中文: %s',
    (name) => {
      const { about, blocks, parameters } = documentSchema.parse(
        JSON.parse(readFileSync(`presets/${name}`, 'utf8')),
      );
      const texts = Object.values(blocks).flatMap((block) => [
        block.name,
        block.description,
        ...block.parameters.map((parameter) => parameter.description),
      ]);
      const all = [...texts, ...parameters.map((parameter) => parameter.description)];
      const labels = [...Object.values(blocks).flatMap((block) => block.parameters), ...parameters];
      expect(labels.filter(({ label }) => label === undefined).map((parameter) => parameter.name)).toEqual(
        [],
      );
      all.push(...labels.map(({ label }) => label));
      const said = all.filter((text): text is string => text !== undefined && !PROPER_NAMES.test(text));
      expect(said.filter((text) => shippedText(text, 'zh-Hant') === text)).toEqual([]);
      const source = about?.expectedAccuracy?.source;
      if (source !== undefined) expect(accuracySource(source, 'zh-Hant')).not.toBe(source);
    },
  );

  it('leaves the names that users give as they are', () => {
    expect(shippedText('My block', 'zh-Hant')).toBe('My block');
    expect(shippedText('Residual block', 'en')).toBe('Residual block');
  });
});
