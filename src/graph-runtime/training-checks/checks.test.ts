import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import { analyze } from '../infer/analyze';
import { describeDiagnostic, describeFix } from '../messages/describe-diagnostic';
import { presetIds, readPreset } from '../testing/presets';
import { LANGUAGES } from '../text/text';
import { checkTraining } from './check-training';
import { trainingChecks } from './registry';
import { dataCases } from './testing/cases/data-cases';
import { layerCases } from './testing/cases/layer-cases';
import { optimizerCases } from './testing/cases/optimizer-cases';
import { scoreCases } from './testing/cases/score-cases';
import { settingCases } from './testing/cases/setting-cases';
import { comparedCases } from './testing/cases/compared-cases';
import { labelCases } from './testing/cases/label-cases';
import { synchronizationCases } from './testing/cases/synchronization-cases';
import { targetCases } from './testing/cases/target-cases';
import { type CheckCase, COLOR_PHOTOS, FASHION_MNIST } from './testing/check-cases';

const cases = [
  ...dataCases,
  ...scoreCases,
  ...layerCases,
  ...synchronizationCases,
  ...optimizerCases,
  ...settingCases,
  ...comparedCases,
  ...labelCases,
  ...targetCases,
];
const check = ({ document, data = FASHION_MNIST }: CheckCase) => checkTraining(analyze(document), data);
const found = (code: string, testCase: CheckCase) =>
  check(testCase).filter((diagnostic) => diagnostic.code === code);

function errorCount(document: CheckCase['document']): number {
  return analyze(document).diagnostics.filter(({ severity }) => severity === 'error').length;
}

describe('the training checks', () => {
  it('each have three cases that they report and one nearby that they do not', () => {
    expect(cases.map(({ code }) => code).sort()).toEqual(trainingChecks.map(({ code }) => code).sort());
    for (const { code, reported, silent } of cases) {
      expect([code, reported.length >= 3, silent.length >= 1]).toEqual([code, true, true]);
    }
  });

  describe.each(cases)('$code', ({ code, reported, silent }) => {
    it.each(reported)('is reported: $name', (testCase) => {
      const diagnostics = found(code, testCase);
      expect(diagnostics.length).toBeGreaterThan(0);
      if (testCase.at === undefined) return;
      expect(diagnostics.map(({ path, setting }) => setting ?? path)).toContain(testCase.at);
    });

    it.each(reported)('offers repairs that work: $name', (testCase) => {
      for (const { path, setting, fixes } of found(code, testCase)) {
        expect(fixes.length).toBeGreaterThan(0);
        for (const { edits } of fixes) {
          const document = applyEdits(testCase.document, edits);
          const left = found(code, { ...testCase, document });
          expect(left.filter((other) => other.path === path && other.setting === setting)).toEqual([]);
          expect(errorCount(document)).toBeLessThanOrEqual(errorCount(testCase.document));
        }
      }
    });

    it.each(silent)('is not reported: $name', (testCase) => {
      expect(found(code, testCase)).toEqual([]);
    });
  });

  it('say everything in both languages, without a gap', () => {
    for (const { code, reported } of cases) {
      for (const diagnostic of reported.flatMap((testCase) => found(code, testCase))) {
        for (const language of LANGUAGES) {
          const { title, advice } = describeDiagnostic(diagnostic, language);
          const texts = [title, advice, ...diagnostic.fixes.map((fix) => describeFix(fix, language))];
          expect(texts.filter((text) => text === '' || /[{}]|undefined|NaN/.test(text))).toEqual([]);
          if (language === 'zh-Hant') expect(title + advice).not.toMatch(/[一-鿿][,:?!]|[,:?!][一-鿿]/);
        }
      }
    }
  });
});

describe('presets', () => {
  const imageNet = { exampleShape: [224, 224, 3], classCount: 1000, trainCount: 1_281_167 };
  const published: Readonly<Record<string, CheckCase['data']>> = {
    imagenet: imageNet,
    mnist: FASHION_MNIST,
    'fashion-mnist': FASHION_MNIST,
    'cifar-10': COLOR_PHOTOS,
  };

  it.each(presetIds)('%s has nothing to be warned of, with its own data or without', (id) => {
    const document = readPreset(id);
    const own = published[document.dataset.id];
    if (own !== undefined) expect(check({ name: id, document, data: own })).toEqual([]);
    expect(check({ name: id, document, data: null })).toEqual([]);
  });
});
