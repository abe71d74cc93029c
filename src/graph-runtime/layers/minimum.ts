import { minimum as minimumOp } from '../ops/elementwise';
import { defineMerge } from './define-merge';

/** The smallest of its inputs, value by value; of equal ones the gradient goes to the first. */
export const minimum = defineMerge({
  type: 'minimum',
  otherNames: { types: ['Min'] },
  label: { en: 'Minimum', 'zh-Hant': '取最小' },
  summary: {
    en: 'The smallest of its inputs, value by value.',
    'zh-Hant': '逐值取各輸入中最小者。',
  },
  reference: { title: 'Keras: Minimum layer', url: 'https://keras.io/api/layers/merging_layers/minimum/' },
  join: minimumOp,
  keras: 'Minimum',
});
