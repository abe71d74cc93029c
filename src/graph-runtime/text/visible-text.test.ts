import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleText } from './visible-text';

describe('visibleText', () => {
  it('shows what would move the cursor, color, ring, forge lines or turn the direction', () => {
    expect(visibleText('line\nbreak\ttab\u001b[31mred\u001b[0m')).toBe(
      'line\\nbreak\\ttab\\u001b[31mred\\u001b[0m',
    );
    expect(visibleText('a\u202Egnp.exe\u202C\u2066b\u2069')).toBe('a\\u202egnp.exe\\u202c\\u2066b\\u2069');
    expect(visibleText('\r\u0007\u009b1m\u007f\u2028\u2029\ufeff\ud800')).toBe(
      '\\r\\u0007\\u009b1m\\u007f\\u2028\\u2029\\ufeff\\ud800',
    );
  });

  it('leaves letters of every script, combined ones and pictures as they are', () => {
    const text = 'Réseau 網路 שלום नमस्ते é — “x” 🧠 a\u00adb';
    expect(visibleText(text)).toBe(text);
  });

  it('gives one line of printable characters, whatever it is given, and the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const visible = visibleText(text);
        expect(visible).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(visibleText(visible)).toBe(visible);
      }),
    );
  });
});

describe('visibleJson', () => {
  it('reads back as exactly the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = visibleJson(value);
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
