import { maximum as maximumOp } from '../ops/elementwise';
import { defineMerge } from './define-merge';

/** The largest of its inputs, value by value; of equal ones the gradient goes to the first. */
export const maximum = defineMerge({
  type: 'maximum',
  otherNames: { types: ['Max'] },
  label: { en: 'Maximum', 'zh-Hant': '取最大' },
  summary: {
    en: 'The largest of its inputs, value by value. Of two convolutions it is a max-feature-map or maxout unit.',
    'zh-Hant': '逐值取各輸入中最大者。接在兩個卷積之後就是 maxout 單元。',
  },
  reference: {
    title: 'Goodfellow, Warde-Farley, Mirza, Courville, Bengio: Maxout Networks (2013)',
    url: 'https://arxiv.org/abs/1302.4389',
  },
  join: maximumOp,
  keras: 'Maximum',
});
