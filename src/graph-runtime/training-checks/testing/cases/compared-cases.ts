import type { TargetDescription } from '../../../datasets/target-description';
import type { TrainingData } from '../../check';
import { type CheckCases, FLATTEN, straight, TWO_CLASSES } from '../check-cases';

/** Images of 28 x 28 gray pixels with such labels. */
const images = (targets: TargetDescription): TrainingData => ({
  exampleShape: [28, 28, 1],
  classCount: 0,
  targets,
  trainCount: 1_000,
});
const PRICES = images({ kind: 'numbers', names: ['price'], mean: [10], deviation: [2] });
/** Several labels: a number, and then a class. */
const PRICED_SHOES = images({
  kind: 'columns',
  columns: [
    { name: 'price', target: { kind: 'numbers', names: ['price'], mean: [10], deviation: [2] } },
    { name: 'shoe', target: { kind: 'class', classNames: ['boot', 'sandal'] } },
  ],
});

/** Two images through their own layers, and how far apart the results are. */
const pairs = (output: object = {}) =>
  straight([FLATTEN, ['code', 'dense', { units: 8 }], ['apart', 'distance']], {
    output: { loss: 'contrastive', ...output },
    nodes: [
      { id: 'second', type: 'input', parameters: { shape: [28, 28, 1], takes: 'partner' } },
      { id: 'second-flatten', type: 'flatten' },
      { id: 'second-code', type: 'dense', parameters: { units: 8 } },
    ],
    wires: ['second -> second-flatten', 'second-flatten -> second-code', 'second-code -> apart'],
  });

/** Networks that compare images, and by what. */
export const comparedCases: readonly CheckCases[] = [
  {
    code: 'compared-without-classes',
    reported: [
      { name: 'numbers', document: pairs(), data: PRICES, at: 'output' },
      { name: 'images without labels', document: pairs(), data: images({ kind: 'none' }), at: 'output' },
      {
        name: 'a number of several labels',
        document: pairs({ label: 'price' }),
        data: PRICED_SHOES,
        at: 'output',
      },
      {
        name: 'one class',
        document: pairs(),
        data: { exampleShape: [28, 28, 1], classCount: 1, trainCount: 100 },
        at: 'output',
      },
    ],
    silent: [
      { name: 'two classes', document: pairs(), data: TWO_CLASSES },
      { name: 'a class of several labels', document: pairs({ label: 'shoe' }), data: PRICED_SHOES },
      { name: 'the first class of several labels', document: pairs(), data: PRICED_SHOES },
    ],
  },
];
