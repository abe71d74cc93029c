import type { TargetDescription } from '../datasets/target-description';
import type { NetloomDocument } from '../document/document';
import { readDocument } from './read-document';

/** An image and two numbers beside it, in an order of nodes in which the numbers come first. */
export function numbersBeside(): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'numbers beside' },
    nodes: [
      { id: 'person', type: 'input', parameters: { shape: [2], takes: 'numbers' } },
      { id: 'image', type: 'input', parameters: { shape: [8, 6, 3] } },
      { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3 } },
      { id: 'relu', type: 'relu' },
      { id: 'flat', type: 'flatten' },
      { id: 'wide', type: 'dense', parameters: { units: 4 } },
      { id: 'join', type: 'concatenate' },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'image', to: 'conv' },
      { from: 'conv', to: 'relu' },
      { from: 'relu', to: 'flat' },
      { from: 'person', to: 'wide' },
      { from: 'flat', to: 'join' },
      { from: 'wide', to: 'join' },
      { from: 'join', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
    training: { normalization: { mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.4] } },
  });
}

/** Labels of a data set for `numbersBeside`: a class, and ages and weights beside the images. */
export const LABELS_WITH_NUMBERS: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'kind', target: { kind: 'class', classNames: ['young', 'grown', 'old'] } },
    {
      name: 'age, weight',
      target: { kind: 'features', names: ['age', 'weight'], mean: [41.5, 68.25], deviation: [19.5, 12.75] },
    },
  ],
};
