import type { TargetDescription } from '../datasets/target-description';
import type { NetloomDocument } from '../document/document';
import { readDocument } from './read-document';

/** An image whose class, whose pixels' classes, whose outline and whose weight are learned, each by an output; the outline by one score a pixel. */
export function maskAmongLabels(): NetloomDocument {
  const conv = (id: string, filters: number) => ({
    ...{ id, type: 'conv2d' },
    parameters: { filters, kernelSize: 3, padding: 'same' },
  });
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'mask among labels' },
    nodes: [
      { id: 'image', type: 'input', parameters: { shape: [8, 6, 3] } },
      conv('conv', 4),
      { id: 'relu', type: 'relu' },
      { id: 'pool', type: 'globalAveragePooling2d' },
      { id: 'flat', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'kind', type: 'output', parameters: { label: 'kind' } },
      conv('places', 4),
      { id: 'parts', type: 'output', parameters: { label: 'parts' } },
      conv('edges', 1),
      { id: 'outline', type: 'output', parameters: { label: 'outline', loss: 'binaryCrossEntropy' } },
      { id: 'amount', type: 'dense', parameters: { units: 1 } },
      { id: 'weight', type: 'output', parameters: { label: 'weight', loss: 'meanSquaredError' } },
    ],
    edges: [
      ['image', 'conv', 'relu', 'pool', 'flat', 'dense', 'kind'],
      ['relu', 'places', 'parts'],
      ['relu', 'edges', 'outline'],
      ['flat', 'amount', 'weight'],
    ].flatMap((row) => row.slice(1).map((to, at) => ({ from: row[at] ?? '', to }))),
    training: { normalization: { mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.4] } },
  });
}

/** Labels of a data set for `maskAmongLabels`. */
export const LABELS_WITH_MASKS: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'kind', target: { kind: 'class', classNames: ['cat', 'dog', 'bird'] } },
    { name: 'parts', target: { kind: 'mask', classNames: ['none', 'head', 'body', 'tail'] } },
    { name: 'outline', target: { kind: 'mask', classNames: ['inside', 'edge'] } },
    { name: 'weight', target: { kind: 'numbers', names: ['weight'], mean: [4.5], deviation: [2.25] } },
  ],
};
