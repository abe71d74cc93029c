import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../graph-runtime/text/text';
import { failure, failureText, failureTexts } from './failures';

describe('failureText', () => {
  it('puts the values in, in either language', () => {
    const full = failure('disk-full', { name: 'net.json' });
    expect(failureText(full, 'en')).toContain('“net.json” was not saved');
    expect(failureText(full, 'zh-Hant')).toContain('「net.json」');
  });

  it('writes sizes with their unit, as the window and the command line do', () => {
    const large = failure('file-too-large', { name: 'net.json', sizeBytes: 24_321_000, limitBytes: 16e6 });
    expect(failureText(large, 'en')).toBe('“net.json” is 24.3 MB; a network file has at most 16 MB.');
    expect(failureText(large, 'zh-Hant')).toBe('「net.json」有 24.3 MB；網路檔案最多 16 MB。');
  });

  it('shows an unknown code as it is', () => {
    expect(failureText({ code: 'from-the-future', values: {} }, 'en')).toBe(
      'Something went wrong (from-the-future).',
    );
  });

  it('has the same placeholders in every language', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
    for (const text of Object.values(failureTexts)) {
      for (const language of LANGUAGES) expect(placeholders(text[language])).toEqual(placeholders(text.en));
    }
  });

  it('has every text of every area, each code in one of them', () => {
    const areas = import.meta.glob<Record<string, object>>('./failure-texts/*.ts', { eager: true });
    const codes = Object.values(areas).flatMap((area) => Object.values(area).flatMap(Object.keys));
    expect(codes.sort()).toEqual(Object.keys(failureTexts).sort());
  });
});
