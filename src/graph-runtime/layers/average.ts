import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import { defineMerge } from './define-merge';

/** The mean of its inputs, value by value. */
export const average = defineMerge({
  type: 'average',
  otherNames: { types: ['Mean'] },
  label: { en: 'Average', 'zh-Hant': '取平均' },
  summary: {
    en: 'The mean of its inputs, value by value, as an ensemble of branches takes it.',
    'zh-Hant': '逐值取各輸入的平均，如同由數條分支組成的集成。',
  },
  reference: { title: 'Keras: Average layer', url: 'https://keras.io/api/layers/merging_layers/average/' },
  join: add,
  finish: (graph, sum, count) => multiply(graph, sum, scalar(graph, 1 / count, sum.dtype)),
  keras: 'Average',
});
