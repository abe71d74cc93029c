import type { TrainingCheck } from '../check';
import { scoreCountFixes, scoredOutputs } from '../scores';
import { outputFits } from '../target-fit';
import { classesOf } from '../target-of';

/** Several classes or numbers an example: each needs its own value. */
export const valuesDoNotMatch: TrainingCheck = {
  code: 'values-do-not-match',
  severity: 'error',
  what: {
    en: '“{node}” receives {scores} values, but each example has {count} values to predict.',
    'zh-Hant': '「{node}」收到 {scores} 個值，但每個樣本有 {count} 個要預測的值。',
  },
  advice: {
    en: 'Every output, auxiliary ones included, needs a value for each class or number: change the units of the layer before it, or choose another data set.',
    'zh-Hant':
      '每個輸出（包括輔助輸出）都需要每個類別或數值各一個值：請修改前一層的單元數，或改選其他資料集。',
  },
  find: (context) => {
    return outputFits(context, scoredOutputs(context)).flatMap(({ scored, wanted, received }) => {
      // One class an example has its own checks: more scores than classes can be trained.
      if (classesOf(context, scored.output) > 0) return [];
      const [[count = 0], [scores = 0]] = [wanted, received];
      if (wanted.length !== 1 || received.length !== 1 || count === scores) return [];
      return [
        {
          path: scored.output.node.path,
          port: 'in',
          expected: `${count}`,
          received: `${scores}`,
          values: { node: scored.output.node.origin.id, scores, count },
          fixes: () => scoreCountFixes(context, scored, count),
        },
      ];
    });
  },
};
