import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';
import { targetOf } from '../target-of';

/** Some losses compare classes, others values. */
export const lossDoesNotFit: TrainingCheck = {
  code: 'loss-does-not-fit',
  severity: 'error',
  what: {
    en: 'The loss that is chosen cannot be computed for the labels of this data set.',
    'zh-Hant': '所選的損失函數無法用於這個資料集的標籤。',
  },
  advice: {
    en: 'Set the loss to Automatic, or choose one that fits: cross-entropy for one class or masks, binary cross-entropy for several classes, mean squared, mean absolute error or Huber for numbers.',
    'zh-Hant':
      '請將損失函數設為「自動」，或選擇合適的：單一類別或遮罩用交叉熵，多個類別用二元交叉熵，數值用均方誤差、平均絕對誤差或 Huber。',
  },
  find: (context) => {
    const { loss } = context.settings;
    const targets = scoredOutputs(context).flatMap(({ output }) => targetOf(context, output) ?? []);
    // With several outputs it is for those that it fits.
    const isFitting = targets.some(({ kind }) => loss !== undefined && kind.losses.includes(loss));
    if (loss === undefined || targets.length === 0 || isFitting) return [];
    return [
      {
        setting: 'loss',
        received: loss,
        fixes: () => [
          {
            code: 'automatic-loss',
            values: {},
            edits: [{ kind: 'set-training', changes: { loss: undefined } }],
          },
        ],
      },
    ];
  },
};
