import type { TrainingData } from '../../check';
import { type CheckCases, FLATTEN, linear, straight } from '../check-cases';

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

/** Three classes, with the age and the weight beside each image. */
const BESIDE = {
  ...images,
  targets: {
    kind: 'columns',
    columns: [
      { name: 'season', target: { kind: 'class', classNames: ['spring', 'summer', 'winter'] } },
      {
        name: 'both',
        target: { kind: 'features', names: ['age', 'weight'], mean: [40, 70], deviation: [9, 8] },
      },
    ],
  },
} satisfies TrainingData;

/** An image and numbers beside it, which are joined. */
const withNumbers = (shape: readonly number[]) =>
  straight([FLATTEN, ['join', 'concatenate'], ['dense', 'dense', { units: 3 }]], {
    nodes: [{ id: 'person', type: 'input', parameters: { shape, takes: 'numbers' } }],
    wires: ['person -> join'],
  });
const [two, three] = [withNumbers([2]), withNumbers([3])];

/** Three classes, with the other view and the depth of each image. */
const VIEWS = {
  ...images,
  targets: {
    kind: 'columns',
    columns: [
      { name: 'season', target: { kind: 'class', classNames: ['spring', 'summer', 'winter'] } },
      { name: 'view', target: { kind: 'image', channels: 3, scale: 2 } },
      { name: 'depth', target: { kind: 'image', channels: 1, scale: 1 } },
    ],
  },
} satisfies TrainingData;
const RESTORED = { ...images, targets: { kind: 'image', channels: 1, scale: 1 } } satisfies TrainingData;

/** An image and a second one of it, which are joined. */
const withSecond = (label: string, shape: readonly number[] = [28, 28, 1]) =>
  straight([FLATTEN, ['join', 'concatenate'], ['dense', 'dense', { units: 3 }]], {
    nodes: [
      { id: 'other', type: 'input', parameters: { shape, takes: 'second', label } },
      { id: 'flat', type: 'flatten' },
    ],
    wires: ['other -> flat', 'flat -> join'],
  });

/** Labels that outputs choose by their names, and numbers and second images that inputs take. */
export const labelCases: readonly CheckCases[] = [
  {
    code: 'second-image-missing',
    reported: [
      { name: 'one label', document: withSecond(''), data: ONE, at: 'other' },
      { name: 'misspelled', document: withSecond('dept'), data: VIEWS, at: 'other' },
      { name: 'a label of another kind', document: withSecond('season'), data: VIEWS, at: 'other' },
      { name: 'not said', document: withSecond(''), data: images, at: 'other' },
      { name: 'a name where there is one label', document: withSecond('depth'), data: RESTORED, at: 'other' },
    ],
    silent: [
      { name: 'the first', document: withSecond(''), data: VIEWS },
      { name: 'by its name', document: withSecond('depth'), data: VIEWS },
      { name: 'the only label', document: withSecond(''), data: RESTORED },
      { name: 'not here', document: withSecond('depth'), data: null },
    ],
  },
  {
    code: 'second-image-channels',
    reported: [
      { name: 'color as two', document: withSecond('view', [28, 28, 2]), data: VIEWS, at: 'other' },
      { name: 'the first, as four', document: withSecond('', [9, 9, 4]), data: VIEWS, at: 'other' },
      { name: 'color as five', document: withSecond('view', [28, 28, 5]), data: VIEWS, at: 'other' },
    ],
    silent: [
      { name: 'as they are', document: withSecond('view', [56, 56, 3]), data: VIEWS },
      { name: 'color as gray', document: withSecond('view', [28, 28, 1]), data: VIEWS },
      { name: 'gray as color', document: withSecond('depth', [28, 28, 3]), data: VIEWS },
      { name: 'none', document: withSecond('view', [28, 28, 2]), data: ONE },
    ],
  },
  {
    code: 'numbers-missing',
    reported: [
      { name: 'one label', document: two, data: ONE, at: 'person' },
      { name: 'several labels', document: two, data: SEVERAL, at: 'person' },
      { name: 'not said', document: two, data: images, at: 'person' },
    ],
    silent: [
      { name: 'those that there are', document: two, data: BESIDE },
      { name: 'others than there are', document: three, data: BESIDE },
      { name: 'not here', document: two, data: null },
    ],
  },
  {
    code: 'numbers-do-not-match',
    reported: [
      { name: 'one too many', document: three, data: BESIDE, at: 'person' },
      { name: 'one too few', document: withNumbers([1]), data: BESIDE, at: 'person' },
      { name: 'far too many', document: withNumbers([784]), data: BESIDE, at: 'person' },
    ],
    silent: [
      { name: 'as many as there are', document: two, data: BESIDE },
      { name: 'none', document: two, data: ONE },
    ],
  },
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
