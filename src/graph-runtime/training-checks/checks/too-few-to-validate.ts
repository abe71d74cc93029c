import { setSettingFix } from '../../diagnostics/fixes';
import { percentage, type TrainingCheck } from '../check';
import { validationCount } from '../run-length';

const USUAL_SHARE = 0.1;

/** With fewer examples than classes, not even one of each is there: validation loss and early stopping follow chance. */
export const tooFewToValidate: TrainingCheck = {
  code: 'too-few-to-validate',
  severity: 'warning',
  what: {
    en: 'A share of {share} holds out too few examples for validation: {count}, with {classes} classes.',
    'zh-Hant': '驗證比例 {share} 只保留 {count} 筆樣本作為驗證集，比類別數（{classes}）還少。',
  },
  advice: {
    en: 'Results on so few examples are mostly noise: hold out several examples of each class.',
    'zh-Hant': '樣本這麼少，量到的只是偶然：每個類別請至少保留數筆。',
  },
  find: ({ data, settings: { validationShare } }) => {
    if (data === null || validationShare === undefined || data.hasOwnValidation) return [];
    const count = validationCount(data.trainCount, validationShare);
    if (count >= data.classCount) return [];
    return [
      {
        setting: 'validationShare',
        expected: `≥ ${percentage(data.classCount / data.trainCount)}%`,
        values: { share: validationShare, count, classes: data.classCount },
        fixes: () => [setSettingFix('validationShare', USUAL_SHARE, { validationShare: USUAL_SHARE })],
      },
    ];
  },
};
