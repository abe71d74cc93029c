import { subtract as subtractOp } from '../ops/elementwise';
import { defineMerge } from './define-merge';

/** The first input minus all others, in the order of their wires. */
export const subtract = defineMerge({
  type: 'subtract',
  otherNames: { types: ['Sub', 'Subtraction', 'Difference'] },
  label: { en: 'Subtract', 'zh-Hant': '相減' },
  summary: {
    en: 'The first input minus the others, value by value. Siamese networks compare two images by it.',
    'zh-Hant': '以第一個輸入逐值減去其他輸入。孿生網路以此比較兩張影像。',
  },
  reference: { title: 'Keras: Subtract layer', url: 'https://keras.io/api/layers/merging_layers/subtract/' },
  join: subtractOp,
  keras: 'Subtract',
  isOfTwo: true,
});
