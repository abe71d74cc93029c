import type { TrainingCheck } from '../check';

/** Augmentation shifts, turns and colors pixels; a row of numbers has none. */
export const augmentationOfATable: TrainingCheck = {
  code: 'augmentation-of-a-table',
  severity: 'error',
  what: {
    en: 'The data set is a table: its rows are no images, so they cannot be augmented.',
    'zh-Hant': '資料集是表格：其中的列不是影像，無法做資料增強。',
  },
  advice: {
    en: 'Remove the augmentation.',
    'zh-Hant': '請移除資料增強。',
  },
  find: ({ data, settings: { augmentation = [] } }) => {
    if (data === null || data.exampleShape.length === 3 || augmentation.length === 0) return [];
    return [
      {
        setting: 'augmentation',
        fixes: () => [
          {
            code: 'remove-augmentation',
            values: {},
            edits: [{ kind: 'set-training', changes: { augmentation: undefined } }],
          },
        ],
      },
    ];
  },
};
