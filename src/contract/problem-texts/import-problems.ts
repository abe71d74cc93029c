import type { ProblemTexts } from './problem-text';

/** What only shows when the examples are compared with each other. */
export const importProblems = {
  'duplicate-removed': {
    effect: 'skipped',
    title: { en: 'Duplicates left out', 'zh-Hant': '未匯入的重複影像' },
    help: {
      en: 'Their pixels are those of an image that is imported.',
      'zh-Hant': '像素與另一張已匯入的影像相同。',
    },
  },
  'duplicate-kept': {
    effect: 'noted',
    title: { en: 'Duplicates within a split', 'zh-Hant': '同一分割內的重複影像' },
    help: {
      en: 'The same image counts more than once in training or evaluation.',
      'zh-Hant': '同一張影像在訓練或評估時計算了不只一次。',
    },
  },
  'duplicate-across-splits': {
    effect: 'noted',
    title: { en: 'The same image in two splits', 'zh-Hant': '同一張影像出現在兩個分割' },
    help: {
      en: 'A network that has trained on an image of the test set is rated too well. Import without duplicates across splits.',
      'zh-Hant': '網路若以測試集的影像訓練過，評分會偏高。請在匯入時排除跨分割的重複影像。',
    },
  },
  'near-duplicate': {
    effect: 'noted',
    title: { en: 'Almost equal images', 'zh-Hant': '幾乎相同的影像' },
    help: {
      en: 'They look like the same picture, saved again or resized.',
      'zh-Hant': '看起來是同一張圖片重新儲存或縮放的結果。',
    },
  },
  'near-duplicate-across-splits': {
    effect: 'noted',
    title: { en: 'Almost equal images in two splits', 'zh-Hant': '幾乎相同的影像出現在兩個分割' },
    help: {
      en: 'A network that has trained on nearly the same image is rated too well on it.',
      'zh-Hant': '網路若以幾乎相同的影像訓練過，對該影像的評分會偏高。',
    },
  },
  'conflicting-labels': {
    effect: 'noted',
    title: { en: 'Equal images with different labels', 'zh-Hant': '影像相同但標籤不同' },
    help: {
      en: 'At least one of the labels is wrong: no network can learn both.',
      'zh-Hant': '至少有一個標籤是錯的：網路不可能兩者都學會。',
    },
  },
  'other-size': {
    effect: 'skipped',
    title: { en: 'Examples of another size', 'zh-Hant': '大小不同的樣本' },
    help: {
      en: 'All rows of a table, and all masks and their images, have to have the same size.',
      'zh-Hant': '表格的每一列，以及每個遮罩和其影像，大小必須相同。',
    },
  },
} as const satisfies ProblemTexts;
