import { describe, expect, it } from 'vitest';
import { CATALOGS } from './catalog';

interface Words {
  readonly [key: string]: string | Words;
}

function flatten(words: Words, prefix: string): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}.${key}`, value] as [string, string]]
      : flatten(value, `${prefix}.${key}`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

const english = new Map(Object.entries(CATALOGS.en).flatMap(([area, words]) => flatten(words, area)));
const chinese = new Map(Object.entries(CATALOGS['zh-Hant']).flatMap(([area, words]) => flatten(words, area)));

describe('the message catalogs', () => {
  it('have the same keys in every language', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(50);
  });

  it('have words for every key', () => {
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
  });

  it('put the same values into the text in every language', () => {
    for (const [key, text] of english) {
      // English has a singular that needs no number; Chinese repeats the plural's.
      if (key.endsWith('_one')) continue;
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('have a plural for every singular', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
    }
  });

  it('have a singular for every plural that counts', () => {
    // Shown for more than one only, or of a number that is always the same.
    const never = ['canvas.replaceSeveral', 'inspector.blockSharedUses', 'palette.copies'];
    const several = ['results.classesShown', 'results.pixelsRightOf', 'sweeps.tooMany'];
    const plurals = [...english].filter(
      ([key, text]) => /\{\{count\}\} [a-z]+s\b/.test(text) && !/_(one|other)$/.test(key),
    );
    expect(plurals.map(([key]) => key).sort()).toEqual([...never, ...several].sort());
  });

  it('have no space before the dots at their end', () => {
    expect([...english, ...chinese].filter(([, text]) => /\s(…|\.\.\.)|\.\.\./.test(text))).toEqual([]);
  });

  it('have the punctuation of Chinese between Chinese words', () => {
    const wrong = [...chinese].filter(([, text]) =>
      /\p{Script=Han}[,;:?!]|\p{Script=Han}\.(\s|$)/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('are Chinese where they say so', () => {
    const untranslated = [...chinese].filter(
      ([key, text]) => text === english.get(key) && /[a-z]{4}/.test(text),
    );
    // Names that are the same in both languages.
    const allowed = new Set(['app.english', 'machines.report.slurm', 'machines.together.speed']);
    expect(untranslated.map(([key]) => key).filter((key) => !allowed.has(key))).toEqual([]);
  });
});
