import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { LANGUAGES } from '../../../graph-runtime/text/text';
import { checkTraining } from '../../../graph-runtime/training-checks/check-training';
import { layerCases } from '../../../graph-runtime/training-checks/testing/cases/layer-cases';
import { optimizerCases } from '../../../graph-runtime/training-checks/testing/cases/optimizer-cases';
import { settingCases } from '../../../graph-runtime/training-checks/testing/cases/setting-cases';
import { FASHION_MNIST, straight } from '../../../graph-runtime/training-checks/testing/check-cases';
import { useDocument } from '../document/document';
import { describeProblem, fixText } from './problem-text';

describe('messages in the window', () => {
  it('call a parameter by its label', () => {
    const document = straight([
      ['pool', 'maxPooling2d', { poolSize: [3, 3, 3] }],
      ['flatten', 'flatten'],
      ['dense', 'dense'],
    ]);
    useDocument.setState({ document });
    const [problem] = analyze(document).diagnostics;
    if (problem === undefined) throw new Error('nothing found');
    const label = getLayer('maxPooling2d')?.parameters.poolSize?.label;
    expect(label?.en).toBeDefined();
    for (const language of LANGUAGES) {
      expect(describeProblem(problem, language).title).toContain(label?.[language]);
      expect(problem.fixes.length).toBeGreaterThan(0);
      for (const fix of problem.fixes) expect(fixText(fix, language)).toContain(label?.[language]);
    }
  });

  it('name no field as the file does where the screen has a label for it', () => {
    const cases = [...layerCases, ...optimizerCases, ...settingCases].flatMap(({ code, reported }) =>
      reported.map((testCase) => ({ ...testCase, code })),
    );
    // Neither names in camelCase nor lists as in JSON nor long numbers without separators.
    const camelCase = /\b[a-z]+(?:[A-Z][a-z]+)+\b|\[\d+, |(?<![\w.,])\d{5,}/;
    for (const { code, document, data = FASHION_MNIST } of cases) {
      useDocument.setState({ document });
      for (const problem of checkTraining(analyze(document), data).filter((one) => one.code === code)) {
        for (const language of LANGUAGES) {
          const { title } = describeProblem(problem, language);
          const texts = [title, ...problem.fixes.map((fix) => fixText(fix, language))];
          expect(texts.filter((text) => camelCase.test(text))).toEqual([]);
        }
      }
    }
  });

  it('call a port by its label, in what is wrong and in what is offered', () => {
    const document = straight([
      ['flatten', 'flatten'],
      ['sampling', 'sampling'],
    ]);
    useDocument.setState({ document });
    const problems = analyze(document).diagnostics.filter(({ port }) => port === 'logVariance');
    expect(problems).toHaveLength(1);
    for (const [language, label] of [
      ['en', 'log variance'],
      ['zh-Hant', '變異數對數'],
    ] as const) {
      for (const problem of problems) {
        expect(problem.fixes.map((fix) => fixText(fix, language))).toEqual([expect.stringContaining(label)]);
        const { title, advice } = describeProblem(problem, language);
        expect(`${title} ${advice}`).not.toContain('logVariance');
      }
    }
  });

  it('say which default a value that cannot be is replaced by', () => {
    const document = straight([
      ['conv', 'conv2d', { filters: 'many', kernelInitializer: 'gloro' }],
      ['flatten', 'flatten'],
    ]);
    useDocument.setState({ document });
    const texts = analyze(document).diagnostics.flatMap(({ fixes }) =>
      fixes.map((fix) => fixText(fix, 'en')),
    );
    expect(texts).toContain('Set Filters to its default, 32');
    expect(texts).toContainEqual(expect.stringMatching(/^Set Kernel initializer to its default, [A-Z]/));
  });
});
