import { numberField } from '../field';

const share = { minimum: 0, maximum: 1, step: 0.05 } as const;

/** How likely an image is changed. */
export const probabilityField = numberField({
  ...share,
  label: { en: 'Probability', 'zh-Hant': '機率' },
  help: { en: 'How likely an image is changed.', 'zh-Hant': '一張影像被改變的機率。' },
  default: 0.5,
});

/** How far brightness or contrast may change, as a share. */
export const amountField = numberField({
  ...share,
  label: { en: 'Amount', 'zh-Hant': '幅度' },
  help: { en: 'The largest change either way, as a share.', 'zh-Hant': '正負方向最大的變化比例。' },
  default: 0.2,
});

/** The share of an image that is erased. */
export const areaField = {
  ...share,
  help: { en: 'As a share of the image.', 'zh-Hant': '占影像的比例。' },
} as const;
