import type { z } from 'zod';
import type { Text } from '../text/text';
import { booleanField, choiceField, numberField } from './field';
import { groupField, type SettingDefinition } from './setting';

const field = groupField({
  label: { en: 'Early stopping', 'zh-Hant': '提早停止' },
  help: {
    en: 'Ends the run when it no longer improves, with the weights of its best epoch.',
    'zh-Hant': '不再進步時結束訓練，並採用最佳週期的權重。',
  },
  fields: {
    monitor: choiceField({
      label: { en: 'Monitor', 'zh-Hant': '觀察指標' },
      name: { en: 'metric that selects the best epoch', 'zh-Hant': '選出最佳週期的指標' },
      help: {
        en: 'The metric to improve: of the validation set if there is one, else of the test set. Accuracy stands for the main metric where labels are not one class: R², mean F1, mean IoU.',
        'zh-Hant':
          '要改善的指標：有驗證集時取自驗證集，否則取自測試集。標籤不是單一類別時，「準確率」代表主要指標：R²、平均 F1、平均 IoU。',
      },
      choices: [
        { value: 'loss', label: { en: 'Loss', 'zh-Hant': '損失' } },
        { value: 'accuracy', label: { en: 'Accuracy', 'zh-Hant': '準確率' } },
      ],
      default: 'loss',
    }),
    patience: numberField({
      label: { en: 'Patience (epochs)', 'zh-Hant': '容忍週期數（patience）' },
      name: { en: 'patience of early stopping (epochs)', 'zh-Hant': '提早停止的容忍週期數' },
      help: {
        en: 'Epochs without improvement after which the run ends.',
        'zh-Hant': '連續多少個週期沒有改善就結束訓練。',
      },
      default: 5,
      minimum: 1,
      maximum: 10_000,
      isWhole: true,
      option: {
        name: 'early-stopping',
        help: "end after this many epochs without improvement, with the best epoch's weights",
      },
    }),
    minimumDelta: numberField({
      label: { en: 'Smallest improvement', 'zh-Hant': '最小改善幅度' },
      name: { en: 'smallest improvement (early stopping)', 'zh-Hant': '提早停止的最小改善幅度' },
      help: { en: 'Less than this is no improvement.', 'zh-Hant': '改善小於此值視為沒有改善。' },
      default: 0,
      minimum: 0,
      step: 0.001,
    }),
    keepsBest: booleanField({
      label: { en: 'Restore best weights', 'zh-Hant': '保留最佳週期的權重' },
      name: { en: 'keeping the best epoch’s weights', 'zh-Hant': '保留最佳週期的權重' },
      help: {
        en: 'The run ends with the weights of its best epoch rather than of its last.',
        'zh-Hant': '訓練結束時採用最佳週期的權重，而非最後一個週期的。',
      },
      default: true,
    }),
  },
});

type EarlyStopping = z.output<(typeof field)['schema']>;

/** Ends a run that no longer improves. */
export const earlyStopping: SettingDefinition<typeof field> = {
  field,
  part: 'end',
  resume: 'reported',
  effective,
  summary: (stopping): Text | null => {
    if (stopping === undefined) return null;
    const { patience } = stopping;
    return {
      en: `stops after ${patience} epoch${patience === 1 ? '' : 's'} without progress`,
      'zh-Hant': `${patience} 個週期沒有進步就停止`,
    };
  },
};

/** A run without early stopping selects its best epoch all the same. */
function effective(earlyStopping: EarlyStopping): object {
  const stopping = earlyStopping ?? { patience: null, minimumDelta: 0, keepsBest: false };
  return { ...stopping, monitor: bestEpochMonitor({ earlyStopping }) };
}

/** The measure by which a run selects its best epoch. Without early stopping it is what people mean: the accuracy, or the main metric of other targets. */
export function bestEpochMonitor({
  earlyStopping: stopping,
}: {
  readonly earlyStopping?: EarlyStopping;
}): 'loss' | 'accuracy' {
  return stopping?.monitor ?? 'accuracy';
}
