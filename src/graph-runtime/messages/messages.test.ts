import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { LANGUAGES } from '../text/text';
import { describeDiagnostic, describeFix } from './describe-diagnostic';
import { en } from './en';
import { zhHant } from './zh-hant';

const root = join(import.meta.dirname, '..');

/** Every source file of graph-runtime but tests, the catalogs themselves, and what carries its own words (the health check, training checks, reports on imports). */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ['messages', 'testing', 'compile', 'run-health', 'training-checks', 'import'].includes(
        entry.name,
      )
        ? []
        : sources(path);
    return entry.name.endsWith('.ts') && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

/**
 * The codes that the source hands to a diagnostic or a repair: as a field, or as the first argument of one of the functions that
 * make them.
 */
function codesIn(texts: readonly string[]): Set<string> {
  const places = [
    /\bcode: *'([a-z-]+)'/g,
    /\bcode = [^;]*?'([a-z]+(?:-[a-z]+)+)'/g,
    /\? '([a-z]+(?:-[a-z]+)+)' : '[a-z-]+'/g,
    /\? '[a-z-]+' : '([a-z]+(?:-[a-z]+)+)'/g,
    /(?:fileDiagnostic|expansionDiagnostic|problem|refuse|nameTaken|removeEdgesFix|inferBroadcast|vectorExpected|insertAverage|#report)\(\s*'([a-z-]+)'/g,
    /new (?:SyntaxMistake|EvaluationError|NotInTfjs|NotInKeras)\('([a-z-]+)'/g,
  ];
  const codes = new Set<string>();
  for (const text of texts) {
    for (const place of places) {
      for (const match of text.matchAll(place)) if (match[1] !== undefined) codes.add(match[1]);
    }
  }
  return codes;
}

const placeholders = (text: string) => Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1]).sort();

describe('the catalogs', () => {
  const used = codesIn(sources(root));

  it('have a text for every code in the source', () => {
    expect(used.size).toBeGreaterThan(80);
    const known = new Set([...Object.keys(en.diagnostics), ...Object.keys(en.fixes)]);
    // Codes of other things: categories of a layer's explanation are not diagnostics.
    expect(Array.from(used).filter((code) => !known.has(code))).toEqual([]);
  });

  it('have no text that nothing uses', () => {
    // Training checks carry their own diagnostics, but repairs have their words here.
    for (const code of codesIn(sources(join(root, 'training-checks')))) used.add(code);
    const all = [...Object.keys(en.diagnostics), ...Object.keys(en.fixes)];
    expect(all.filter((code) => !used.has(code))).toEqual([]);
  });

  it('say the same in every language: the same placeholders in each text', () => {
    for (const [code, text] of Object.entries(en.diagnostics)) {
      const other = zhHant.diagnostics[code as keyof typeof en.diagnostics];
      expect([code, ...placeholders(text.what)]).toEqual([code, ...placeholders(other.what)]);
      expect([code, ...placeholders(text.advice)]).toEqual([code, ...placeholders(other.advice)]);
    }
    for (const [code, text] of Object.entries(en.fixes)) {
      expect([code, ...placeholders(text)]).toEqual([
        code,
        ...placeholders(zhHant.fixes[code as keyof typeof en.fixes]),
      ]);
    }
  });

  it('are written in their language', () => {
    for (const { what, advice } of Object.values(zhHant.diagnostics)) {
      expect(what).toMatch(/[一-鿿]/);
      expect(advice).toMatch(/[一-鿿]/);
      expect(what + advice).not.toMatch(/[一-鿿][,:?!]|[,:?!][一-鿿]/);
    }
  });
});

describe('describeDiagnostic', () => {
  const diagnostic: Diagnostic = {
    code: 'kernel-too-large',
    severity: 'error',
    path: 'stage1/conv',
    port: 'in',
    parameter: 'kernelSize',
    expected: '≤ 5 × 5',
    received: '7 × 7',
    values: { kernel: '7 × 7', input: '5 × 5 × 3', largest: '5 × 5' },
    fixes: [],
  };

  it('puts the values into the text', () => {
    expect(describeDiagnostic(diagnostic, 'en')).toEqual({
      title: 'The 7 × 7 kernel does not fit the 5 × 5 × 3 input.',
      expected: '≤ 5 × 5',
      received: '7 × 7',
      advice: 'Choose a kernel of at most 5 × 5, or more padding.',
    });
    expect(describeDiagnostic(diagnostic, 'zh-Hant').title).toBe('7 × 7 的卷積核放不進 5 × 5 × 3 的輸入。');
  });

  it('translates what was expected, too', () => {
    const received = { received: '"10"', receivedKind: 'text' as const };
    const wrong = { ...diagnostic, code: 'parameter-wrong-kind', expected: 'whole number', ...received };
    expect(describeDiagnostic(wrong, 'en').expected).toBe('a whole number');
    expect(describeDiagnostic(wrong, 'zh-Hant')).toMatchObject({
      title: 'kernelSize 應該是整數，卻是字串 "10"。',
      expected: '整數',
    });
  });

  it('shows the code of what it has no words for', () => {
    for (const language of LANGUAGES) {
      expect(describeDiagnostic({ ...diagnostic, code: 'toString' }, language).title).toBe('toString');
      expect(describeFix({ code: 'constructor', values: {}, edits: [] }, language)).toBe('constructor');
    }
  });

  it('describes a repair as a command', () => {
    const fix = { code: 'set-parameter', values: { parameter: 'filters', value: 8 }, edits: [] };
    expect(describeFix(fix, 'en')).toBe('Set filters to 8');
    expect(describeFix(fix, 'zh-Hant')).toBe('將「filters」設為 8');
  });
});
