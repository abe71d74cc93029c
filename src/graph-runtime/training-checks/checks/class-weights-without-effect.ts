import type { TrainingCheck } from '../check';
import { targetOf } from '../target-of';

/** Without one class an example there is nothing that could be weighted. */
export const classWeightsWithoutEffect: TrainingCheck = {
  code: 'class-weights-without-effect',
  severity: 'warning',
  what: {
    en: 'Class weights have no effect: the examples do not have one class each.',
    'zh-Hant': '類別權重沒有作用：樣本並非各有一個類別。',
  },
  advice: { en: 'Set the class weights to None.', 'zh-Hant': '請將類別權重設為「無」。' },
  find: (context) => {
    const target = targetOf(context);
    const isWeighted = context.settings.classWeights === 'balanced';
    if (target === null || !isWeighted || target.kind.takesClassWeights === true) return [];
    return [
      {
        setting: 'classWeights',
        fixes: () => [
          {
            code: 'no-class-weights',
            values: {},
            edits: [{ kind: 'set-training', changes: { classWeights: undefined } }],
          },
        ],
      },
    ];
  },
};
