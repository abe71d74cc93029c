import { classBalanceOf } from '../../targets/registry';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';
import { targetOf } from '../target-of';

/** Numbers and the input itself have no classes that could be weighted; Dice weighs them by itself. */
export const classWeightsWithoutEffect: TrainingCheck = {
  code: 'class-weights-without-effect',
  severity: 'warning',
  what: {
    en: 'Class weights have no effect: numbers and inputs have no classes, and Dice loss counts all classes the same by itself.',
    'zh-Hant': '類別權重沒有作用：數值與輸入本身沒有類別，而 Dice 損失本身已讓各類別的比重相同。',
  },
  advice: { en: 'Set the class weights to None.', 'zh-Hant': '請將類別權重設為「無」。' },
  find: (context) => {
    const isWeighted = context.settings.classWeights === 'balanced';
    const targets = scoredOutputs(context).flatMap(({ output }) => targetOf(context, output) ?? []);
    const hasUse = targets.some((target) => classBalanceOf(target) !== null);
    if (targets.length === 0 || !isWeighted || hasUse) return [];
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
