import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDiagnostic } from '../../messages/describe-diagnostic';
import { FILE_LIMITS } from '../guard';
import { readJson } from './read-json';

/** Code, line and column of what is wrong with a text. */
function fault(text: string): readonly (string | number | undefined)[] {
  const read = readJson(text);
  if (read.ok) return ['fine'];
  const { code, values } = read.diagnostic;
  return [code, values.line, values.column];
}

/** A file of many lines with one line replaced: what is wrong is never at its end. */
function fileWith(line: string, before = '  "name": "N",'): string {
  const end = ['  "nodes": [', '    { "id": "a" }', '  ],', '  "edges": []', '}', ''];
  return ['{', '  "format": "netloom",', before, line, ...end].join('\n');
}

describe('a slip in a file', () => {
  it.each([
    ['// mine', ['file-json-comment', 4, 1]],
    ['  /* mine */', ['file-json-comment', 4, 3]],
    ['  # mine', ['file-json-comment', 4, 3]],
    ['  "rate": NaN,', ['file-json-not-a-number', 4, 11]],
    ['  "rate": Infinity,', ['file-json-not-a-number', 4, 11]],
    ['  "rate": -Infinity,', ['file-json-not-a-number', 4, 11]],
    ['  "rate": nan,', ['file-json-not-a-number', 4, 11]],
    ['  "list": [1, 2,],', ['file-json-trailing-comma', 4, 16]],
    ['  "object": { "a": 1, },', ['file-json-trailing-comma', 4, 21]],
    ["  'rate': 1,", ['file-json-other-quotes', 4, 3]],
    ['  "kind": \'same\',', ['file-json-other-quotes', 4, 11]],
    ['  “rate”: 1,', ['file-json-other-quotes', 4, 3]],
    ['  "a": 1 "b": 2,', ['file-json-missing-comma', 4, 10]],
    ['  "list": [1 2],', ['file-json-missing-comma', 4, 14]],
    ['  "list": [{} {}],', ['file-json-missing-comma', 4, 15]],
    ['  "muted": True,', ['file-json-other-word', 4, 12]],
    ['  "muted": False,', ['file-json-other-word', 4, 12]],
    ['  "clip": None,', ['file-json-other-word', 4, 11]],
    ['  "clip": undefined,', ['file-json-other-word', 4, 11]],
    ['  "clip": nulll,', ['file-json-other-word', 4, 11]],
    ['  rate: 1,', ['file-json-unquoted-name', 4, 3]],
    ['  learning_rate: 1,', ['file-json-unquoted-name', 4, 3]],
    ['  "type": relu,', ['file-json-unquoted-text', 4, 11]],
    ['  "rate": .5,', ['file-json-number', 4, 11]],
    ['  "rate": 1.,', ['file-json-number', 4, 11]],
    ['  "rate": +1,', ['file-json-number', 4, 11]],
    ['  "rate": 01,', ['file-json-number', 4, 12]],
    ['  "rate": 0x1F,', ['file-json-number', 4, 12]],
    ['  "rate": 1e,', ['file-json-number', 4, 11]],
    ['  "name": "no end,', ['file-json-open-text', 4, 11]],
    ['  "name": "a\tb",', ['file-json-control-character', 4, 11]],
    ['  "name": "\u0000",', ['file-json-control-character', 4, 11]],
    ['  "path": "C:\\data",', ['file-json-escape', 4, 11]],
    ['  "name": "\\u12G4",', ['file-json-escape', 4, 11]],
    ['  "rate" 1,', ['file-not-json', 4, 10]],
    ['  "rate": ,', ['file-not-json', 4, 11]],
    ['  "list": [1, 2},', ['file-not-json', 4, 16]],
    ['  ,', ['file-not-json', 4, 3]],
  ])('%s', (line, expected) => {
    expect(fault(fileWith(line))).toEqual(expected);
    // The same with the line ends of Windows, and with a byte order mark.
    expect(fault(fileWith(line).replaceAll('\n', '\r\n'))).toEqual(expected);
    expect(fault(`\uFEFF${fileWith(line)}`)).toEqual(expected);
  });

  it('at the end of the file names the bracket that is open, and its line', () => {
    const cut = fileWith('  "parameters": [').split('\n').slice(0, 4).join('\n');
    expect(readJson(cut)).toMatchObject({
      ok: false,
      diagnostic: { code: 'file-json-unclosed', values: { bracket: '[', openLine: 4 } },
    });
    expect(fault('{ "a": { "b": 1 }')[0]).toBe('file-json-unclosed');
    expect(fault('[[1], [2]')[0]).toBe('file-json-unclosed');
    expect(fault('{ "a":')[0]).toBe('file-json-unclosed');
  });

  it('is a second document, an empty file, or no JSON at all', () => {
    expect(fault('{}\n{}')).toEqual(['file-json-goes-on', 2, 1]);
    expect(fault('{ "a": 1 }}')).toEqual(['file-json-goes-on', 1, 11]);
    expect(fault('{}\u0000')).toEqual(['file-json-goes-on', 1, 3]);
    expect(fault('')[0]).toBe('file-json-empty');
    expect(fault(' \n\t')[0]).toBe('file-json-empty');
    expect(fault('<html></html>')).toEqual(['file-not-json', 1, 1]);
    expect(fault('name: LeNet')[0]).toBe('file-json-unquoted-text');
  });

  it('is quoted: the line, or the part of a long line around it', () => {
    const long = fileWith(`  "name": "${'x'.repeat(3_000)}", "rate": NaN, "more": "${'y'.repeat(3_000)}",`);
    const read = readJson(long);
    const excerpt = read.ok ? '' : String(read.diagnostic.values.excerpt);
    expect(excerpt).toContain('"rate": NaN');
    expect(excerpt.length).toBeLessThan(60);
    for (const language of ['en', 'zh-Hant'] as const) {
      expect(read.ok ? '' : describeDiagnostic(read.diagnostic, language).title).toContain(excerpt);
    }
  });

  it('is found wherever a file is cut, and whatever sign is put into it', () => {
    const text = JSON.stringify({ a: [1, { b: 'c\\"' }, null], d: { e: -1.5e-3, f: true } }, null, 1);
    for (let end = 1; end < text.length; end += 1) {
      const [code] = fault(text.slice(0, end));
      expect(['file-json-unclosed', 'file-json-open-text', 'file-json-number']).toContain(
        code === 'file-json-other-word' || code === 'file-json-unquoted-text' ? 'file-json-unclosed' : code,
      );
    }
    const sign = fc.constantFrom(...'{}[]:,"\'\\/#-+.0aN\u0000\u00a0\ufeff\n'.split(''));
    fc.assert(
      fc.property(fc.nat(text.length), fc.array(sign, { minLength: 1, maxLength: 3 }), (at, signs) => {
        const changed = text.slice(0, at) + signs.join('') + text.slice(at);
        const read = readJson(changed);
        // One byte order mark may come first.
        if (read.ok) expect(JSON.parse(changed.replace(/^\uFEFF/, ''))).toEqual(read.json);
        else expect(Number(read.diagnostic.values.line)).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hides no brackets from the limit on nesting', () => {
    // To the count of brackets this is one long text; to a parser that skipped the comment it would be a tower.
    const hidden = `[ // "\n${'['.repeat(500_000)}`;
    expect(fault(hidden)).toEqual(['file-json-comment', 1, 3]);
    expect(fault('['.repeat(FILE_LIMITS.nesting + 1))[0]).toBe('file-too-deep');
  });
});

describe('a name given twice', () => {
  const duplicates = (text: string) => {
    const read = readJson(text);
    return read.ok ? read.duplicates : [];
  };

  it('is reported with both values and lines, once however often it is given', () => {
    expect(duplicates('{ "a": 1,\n "a": "x",\n "a": [1] }')).toEqual([
      { place: [], name: 'a', firstLine: 1, lastLine: 3, firstValue: '1', lastValue: '[ … ]' },
    ]);
    expect(duplicates('{ "list": [0, { "b": {}, "c": 1,\n "b": null }] }')).toEqual([
      { place: ['list', 1], name: 'b', firstLine: 1, lastLine: 2, firstValue: '{ … }', lastValue: 'null' },
    ]);
  });

  it('is one in one object only', () => {
    expect(duplicates('[{ "a": 1 }, { "a": 2, "b": { "a": 3 } }]')).toEqual([]);
    expect(duplicates('{ "toString": 1, "constructor": 2 }')).toEqual([]);
    expect(duplicates('{ "a": 1, "\\u0061": 2 }')).toHaveLength(1);
  });
});
