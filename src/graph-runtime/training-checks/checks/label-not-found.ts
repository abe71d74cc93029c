import { labelNamed, labelNames } from '../../datasets/target-description';
import { nearestName } from '../../diagnostics/nearest-name';
import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { outputsOf } from '../scores';
import { choiceOf } from '../target-of';

/** An output names a label by the column of the table that the data set was made of. */
export const labelNotFound: TrainingCheck = {
  code: 'label-not-found',
  severity: 'error',
  what: {
    en: 'The data set has no label “{label}”, which “{node}” is to learn.',
    'zh-Hant': '資料集沒有「{node}」要學習的標籤「{label}」。',
  },
  advice: {
    en: 'Choose one of its labels, or leave the field empty for the first: {known}.',
    'zh-Hant': '請選擇其中一個標籤，或留空以使用第一個：{known}。',
  },
  find: (context) => {
    const { targets } = context.data ?? {};
    if (targets === undefined) return [];
    const known = labelNames(targets);
    return outputsOf(context).flatMap((output) => {
      const { target, label } = choiceOf(output);
      if (target === 'input' || labelNamed(targets, label) !== null) return [];
      const { scope, id } = output.node.origin;
      const meant = nearestName(label, known) ?? undefined;
      return [
        {
          path: output.node.path,
          parameter: 'label',
          received: label,
          values: { node: id, label, known: known.join(', ') || '–' },
          fixes: () => [setParameterFix(scope, id, 'label', meant)],
        },
      ];
    });
  },
};
