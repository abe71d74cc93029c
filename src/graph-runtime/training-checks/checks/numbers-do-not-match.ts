import { numbersOfExamples } from '../../datasets/target-description';
import { setParameterFix } from '../../diagnostics/fixes';
import { formatShape } from '../../layers/tensor-type';
import type { TrainingCheck } from '../check';
import { numberInputs } from '../inputs';

/** An input of numbers takes as many as the data set has beside each example. */
export const numbersDoNotMatch: TrainingCheck = {
  code: 'numbers-do-not-match',
  severity: 'error',
  what: {
    en: '“{node}” takes {wanted} numbers, but the data set has {stored} beside each example: {names}.',
    'zh-Hant': '「{node}」接受 {wanted} 個數值，但資料集的每個樣本之外有 {stored} 個：{names}。',
  },
  advice: { en: 'Set its shape to [{stored}].', 'zh-Hant': '請將形狀設為 [{stored}]。' },
  find: (context) => {
    const { targets } = context.data ?? {};
    const numbers = targets === undefined ? null : numbersOfExamples(targets);
    if (numbers === null) return [];
    const stored = numbers.names.length;
    return numberInputs(context).flatMap(({ node, shape }) => {
      if (shape.join() === `${stored}`) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'shape',
          expected: formatShape([stored]),
          received: formatShape(shape),
          values: { node: id, wanted: shape[0] ?? 0, stored, names: numbers.names.join(', ') },
          fixes: () => [setParameterFix(scope, id, 'shape', [stored])],
        },
      ];
    });
  },
};
