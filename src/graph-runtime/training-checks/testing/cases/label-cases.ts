import type { TrainingData } from '../../check';
import { type CheckCases, linear, straight } from '../check-cases';

const images = { exampleShape: [28, 28, 1], classCount: 3, trainCount: 1_000 };
const ONE = {
  ...images,
  targets: { kind: 'class', classNames: ['red', 'green', 'blue'] },
} satisfies TrainingData;
const SEVERAL = {
  ...images,
  targets: {
    kind: 'columns',
    columns: [
      { name: 'season', target: { kind: 'class', classNames: ['spring', 'summer', 'winter'] } },
      { name: 'price', target: { kind: 'numbers', names: ['price'], mean: [10], deviation: [2] } },
    ],
  },
} satisfies TrainingData;

/** Labels that outputs choose by their names. */
export const labelCases: readonly CheckCases[] = [
  {
    code: 'label-not-found',
    reported: [
      {
        name: 'misspelled',
        document: linear({}, { output: { label: 'seson' } }),
        data: SEVERAL,
        at: 'output',
      },
      {
        name: 'of a data set with one',
        document: linear({}, { output: { label: 'season' } }),
        data: ONE,
        at: 'output',
      },
      {
        name: 'where the labels are chosen',
        document: linear({ target: 'input' }, { output: { target: 'labels', label: 'prize' } }),
        data: SEVERAL,
        at: 'output',
      },
    ],
    silent: [
      { name: 'the first', document: linear({}, {}), data: SEVERAL },
      { name: 'a later one', document: linear({}, { output: { label: 'price' } }), data: SEVERAL },
      {
        name: 'no labels wanted',
        document: straight([['conv', 'conv2d', { filters: 1, kernelSize: 3 }]], {
          training: { target: 'input' },
          output: { target: 'input', label: 'seson' },
        }),
        data: SEVERAL,
      },
    ],
  },
];
