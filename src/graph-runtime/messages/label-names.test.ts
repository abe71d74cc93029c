import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../document/document';
import { analyze } from '../infer/analyze';
import type { ParameterDescription } from '../layers/parameter';
import { layers } from '../layers/registry';
import { settingPaths } from '../settings/paths';
import { LANGUAGES } from '../text/text';
import { straight } from '../training-checks/testing/check-cases';
import { describeDiagnostic, describeFix } from './describe-diagnostic';
import { labelsIn } from './label-names';

/** Values that cannot be at a parameter: of another kind, beyond its limits, misspelled. */
function wrongValues(description: ParameterDescription): ParameterValue[] {
  switch (description.kind) {
    case 'integer':
      return [1.5, '8', true, -1, 32_000_000_000];
    case 'number':
      return ['8', -1e12, 1e12];
    case 'boolean':
      return [1, 'true'];
    case 'choice':
      return [`${description.choices[0]?.value}x`, 7];
    case 'text':
      return [7, true];
    case 'pair':
      return [[3, 3, 3], '5', [0, 1], [1_000_000, 3]];
    case 'padding':
      return ['sane', [1, 1, 1], -1];
    case 'shape':
      return [[28, 28, 1, 1, 1, 1, 1], [0], 'x'];
  }
}

const keys = new Set([
  ...layers.flatMap(({ type, parameters }) => [type, ...Object.keys(parameters)]),
  ...settingPaths.flatMap(({ path }) => path.split('.')),
]);

/** What no sentence for people holds: names in camelCase, lists as in JSON, long numbers without separators, and in Chinese any key. */
function internalsIn(text: string, isChinese: boolean): string[] {
  const words = text.match(/[A-Za-z]\w*/g) ?? [];
  const known = words.filter((word) => keys.has(word) && (isChinese || /[a-z][A-Z]/.test(word)));
  return [...known, ...(text.match(/\[\d+, |(?<![\w.,])\d{5,}/g) ?? [])];
}

describe('labelsIn', () => {
  it('keeps internal names out of every sentence about every parameter of every layer', () => {
    const found: string[] = [];
    let count = 0;
    for (const { type, parameters } of layers) {
      if (type === 'input' || type === 'output') continue;
      const misspelled = Object.keys(parameters).map((name): [string, ParameterValue] => [`${name}s`, 1]);
      const wrong = Object.entries(parameters).flatMap(([name, description]) =>
        wrongValues(description).map((value): [string, ParameterValue] => [name, value]),
      );
      for (const [name, value] of [...wrong, ...misspelled, ['strange', 1] as [string, ParameterValue]]) {
        const analysis = analyze(straight([['n1', type, { [name]: value }]]));
        for (const problem of analysis.diagnostics.filter(({ parameter }) => parameter === name)) {
          for (const language of LANGUAGES) {
            const names = labelsIn(analysis, language);
            const { title, expected = '' } = describeDiagnostic(problem, language, names);
            const fixes = problem.fixes.map((fix) => describeFix(fix, language, names));
            // What the user wrote is quoted as it is.
            const written = [name, problem.received ?? '', JSON.stringify(value)];
            const texts = [title, expected, ...fixes].map((text) =>
              written.reduce(
                (rest, own) => (own === '' || keys.has(own) ? rest : rest.replaceAll(own, '')),
                text,
              ),
            );
            count += texts.length;
            for (const text of texts) {
              const internals = internalsIn(text, language === 'zh-Hant');
              if (internals.length > 0) found.push(`${type}.${name}: ${text} (${internals.join(', ')})`);
            }
          }
        }
      }
    }
    expect(count).toBeGreaterThan(1_000);
    expect([...new Set(found)]).toEqual([]);
  });

  it('writes values as people do', () => {
    const document = straight([['conv1', 'conv2d', { kernelSize: [14, 14] }]]);
    const analysis = analyze(document);
    const fix = (parameter: string, value: ParameterValue) => ({
      code: 'set-parameter',
      values: { parameter, value: String(value) },
      edits: [{ kind: 'set-parameter' as const, scope: null, id: 'conv1', parameter, value }],
    });
    const texts = (parameter: string, value: ParameterValue) =>
      LANGUAGES.map((language) => describeFix(fix(parameter, value), language, labelsIn(analysis, language)));
    expect(texts('kernelSize', [14, 14])).toEqual([
      'Set Kernel size to 14 × 14',
      '將「卷積核大小」設為 14 × 14',
    ]);
    expect(texts('filters', 1_000_000)).toEqual(['Set Filters to 1,000,000', '將「濾波器數」設為 1,000,000']);
    expect(texts('padding', 'same')).toEqual([
      'Set Padding to same (keeps the size)',
      '將「填補」設為「相同（維持大小）」',
    ]);
  });
});
