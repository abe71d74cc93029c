import type { TargetDescription } from '../datasets/target-description';
import type { NetloomDocument } from '../document/document';
import { readDocument } from './read-document';

/** A color image, its right view of the same shape, and its depth, which is smaller and has one channel. */
export function twoViews(): NetloomDocument {
  const second = (label: string, shape: readonly number[]) => ({
    ...{ id: label, type: 'input' },
    parameters: { shape, takes: 'second', label },
  });
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'two views' },
    nodes: [
      { id: 'left', type: 'input', parameters: { shape: [8, 6, 3] } },
      second('right', [8, 6, 3]),
      second('depth', [4, 4, 1]),
      { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3 } },
      { id: 'other', type: 'conv2d', parameters: { filters: 4, kernelSize: 3 }, weightsOf: 'conv' },
      { id: 'deep', type: 'conv2d', parameters: { filters: 2, kernelSize: 3 } },
      ...['left', 'right', 'depth'].map((name) => ({ id: `flat-${name}`, type: 'flatten' })),
      { id: 'join', type: 'concatenate' },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output', parameters: { label: 'kind' } },
    ],
    edges: [
      ...[
        ['left', 'conv', 'flat-left'],
        ['right', 'other', 'flat-right'],
        ['depth', 'deep', 'flat-depth'],
      ].flatMap(([from, layer, flat]) => [
        { from, to: layer },
        { from: layer, to: flat },
        { from: flat, to: 'join' },
      ]),
      { from: 'join', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
    training: { normalization: { mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.3, 0.4] } },
  });
}

/** Labels of a data set for `twoViews`. */
export const LABELS_WITH_VIEWS: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'kind', target: { kind: 'class', classNames: ['cup', 'bowl', 'plate'] } },
    { name: 'right', target: { kind: 'image', channels: 3, scale: 1 } },
    { name: 'depth', target: { kind: 'image', channels: 1, scale: 1 } },
  ],
};
