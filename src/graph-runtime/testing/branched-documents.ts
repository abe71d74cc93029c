import type { NetloomDocument } from '../document/document';
import { readDocument } from './read-document';

/** A classifier beside a map of the input's size, the code of which both use: two main outputs. */
export function twoOutputs(): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'two outputs' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 6, 2] } },
      { id: 'code', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 'same' } },
      { id: 'relu', type: 'relu' },
      { id: 'map', type: 'conv2d', parameters: { filters: 2, kernelSize: 1 } },
      { id: 'flat', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 5 } },
      { id: 'kind', type: 'output', parameters: { lossWeight: 0.5 } },
      { id: 'picture', type: 'output', parameters: { target: 'input', loss: 'meanSquaredError' } },
    ],
    edges: [
      { from: 'input', to: 'code' },
      { from: 'code', to: 'relu' },
      { from: 'relu', to: 'map' },
      { from: 'map', to: 'picture' },
      { from: 'relu', to: 'flat' },
      { from: 'flat', to: 'dense' },
      { from: 'dense', to: 'kind' },
    ],
  });
}

/** Two halves of an image through one set of weights, a layer and a block with normalization, the second use computed first. */
export function siamese(): NetloomDocument {
  const branch = (side: string, begin: number, more: (owner: string) => object) => [
    { id: `${side}-half`, type: 'slice', parameters: { begin, size: 4, axis: 'width' } },
    {
      ...{ id: `${side}-conv`, type: 'conv2d', parameters: { filters: 3, kernelSize: 3, padding: 'same' } },
      ...more('left-conv'),
    },
    { id: `${side}-unit`, type: 'block:unit', ...more('left-unit') },
    { id: `${side}-flat`, type: 'flatten' },
  ];
  const wires = (side: string) => [
    { from: 'input', to: `${side}-half` },
    { from: `${side}-half`, to: `${side}-conv` },
    { from: `${side}-conv`, to: `${side}-unit` },
    { from: `${side}-unit`, to: `${side}-flat` },
    { from: `${side}-flat`, to: 'join' },
  ];
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'siamese' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [4, 8, 2] } },
      ...branch('right', 4, (owner) => ({ sharesWith: owner })),
      ...branch('left', 0, () => ({})),
      { id: 'join', type: 'concatenate' },
      { id: 'scores', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      ...wires('right'),
      ...wires('left'),
      { from: 'join', to: 'scores' },
      { from: 'scores', to: 'output' },
    ],
    blocks: {
      unit: {
        name: 'Unit',
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'conv', type: 'conv2d', parameters: { filters: 3, kernelSize: 1 } },
          { id: 'norm', type: 'batchNormalization' },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          { from: 'in', to: 'conv' },
          { from: 'conv', to: 'norm' },
          { from: 'norm', to: 'out' },
        ],
      },
    },
  });
}

/**
 * A convolution that is called on its own output, through layers without weights, padding and a block; and a block used twice in which two halves share.
 */
export function recurrent(): NetloomDocument {
  const conv = { filters: 2, kernelSize: 4, padding: 'same', strides: 1 };
  const chain = [
    'input',
    'first',
    'relu',
    'second',
    'norm',
    'third',
    'pair1',
    'pair2',
    'flat',
    'scores',
    'output',
  ];
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'recurrent' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [6, 6, 2] } },
      { id: 'first', type: 'conv2d', parameters: conv },
      { id: 'relu', type: 'relu' },
      { id: 'second', type: 'conv2d', parameters: conv, sharesWith: 'first' },
      { id: 'norm', type: 'localResponseNormalization' },
      { id: 'third', type: 'conv2d', parameters: conv, sharesWith: 'first' },
      { id: 'pair1', type: 'block:pair' },
      { id: 'pair2', type: 'block:pair' },
      { id: 'flat', type: 'flatten' },
      { id: 'scores', type: 'dense', parameters: { units: 4 } },
      { id: 'output', type: 'output' },
    ],
    edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
    blocks: {
      pair: {
        name: 'Pair',
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'one', type: 'block:part' },
          { id: 'two', type: 'block:part', sharesWith: 'one' },
          { id: 'sum', type: 'add' },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          { from: 'in', to: 'one' },
          { from: 'one', to: 'two' },
          { from: 'one', to: 'sum' },
          { from: 'two', to: 'sum' },
          { from: 'sum', to: 'out' },
        ],
      },
      part: {
        name: 'Part',
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'conv', type: 'conv2d', parameters: { filters: 2, kernelSize: 3, padding: 'same' } },
          { id: 'lrn', type: 'localResponseNormalization' },
          { id: 'norm', type: 'batchNormalization' },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          { from: 'in', to: 'conv' },
          { from: 'conv', to: 'lrn' },
          { from: 'lrn', to: 'norm' },
          { from: 'norm', to: 'out' },
        ],
      },
    },
  });
}

/** Copies side by side: paths of growing width, heads that are equal, kernels of a layer that grow, and a branch with a switch. */
export function besideCopies(): NetloomDocument {
  const port = (id: string, type: string) => ({ id, type });
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'side by side' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 6, 4] } },
      {
        ...{ id: 'path', type: 'block:path', repeat: 3, join: 'concatenate' },
        parameters: { widths: [2, 3, 4], at: '=index' },
      },
      { id: 'group', type: 'block:group', repeat: 2, parameters: { paths: '=index + 2' } },
      {
        id: 'kernels',
        type: 'conv2d',
        repeat: 3,
        join: 'add',
        parameters: { filters: 3, kernelSize: '=2 * index + 1' },
      },
      { id: 'larger', type: 'block:path', repeat: 4, join: 'maximum', parameters: { widths: [3] } },
      { id: 'flat', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 5 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'path' },
      { from: 'path', to: 'group' },
      { from: 'group', to: 'kernels' },
      { from: 'kernels', to: 'larger' },
      { from: 'larger', to: 'flat' },
      { from: 'flat', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
    blocks: {
      path: {
        name: 'Path',
        parameters: [
          { name: 'widths', kind: 'list', default: [2] },
          { name: 'at', kind: 'integer', default: 0 },
          { name: 'kernel', kind: 'pair', default: [3, 1] },
        ],
        nodes: [
          port('x', 'blockInput'),
          { id: 'conv', type: 'conv2d', parameters: { filters: '=widths[at]', kernelSize: '=kernel' } },
          port('relu', 'relu'),
          port('y', 'blockOutput'),
        ],
        edges: [
          { from: 'x', to: 'conv' },
          { from: 'conv', to: 'relu' },
          { from: 'relu', to: 'y' },
        ],
      },
      group: {
        name: 'Group of paths',
        parameters: [
          { name: 'paths', kind: 'integer', default: 2 },
          { name: 'gate', kind: 'choice', default: 'none', choices: ['none', 'sigmoid'] },
        ],
        nodes: [
          port('x', 'blockInput'),
          {
            id: 'inner',
            type: 'block:path',
            repeat: '=paths',
            join: 'add',
            parameters: { widths: ['=x.channels'] },
          },
          {
            id: 'scores',
            type: 'conv2d',
            muted: "=gate == 'none'",
            parameters: { filters: '=x.channels', kernelSize: 1 },
          },
          { id: 'gate', type: 'sigmoid' },
          port('scale', 'multiply'),
          port('add', 'add'),
          port('y', 'blockOutput'),
        ],
        edges: [
          { from: 'x', to: 'inner' },
          { from: 'inner', to: 'scores' },
          { from: 'scores', to: 'gate' },
          { from: 'inner', to: 'scale' },
          { from: 'gate', to: 'scale' },
          { from: 'scale', to: 'add' },
          { from: 'x', to: 'add' },
          { from: 'add', to: 'y' },
        ],
      },
    },
  });
}

/** A pooling that is undone on the way back, as SegNet does; beside it gray levels that vectors are looked up for. */
export function unpooled(): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'unpooled' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 6, 1] } },
      { id: 'code', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 'same' } },
      { id: 'relu', type: 'relu' },
      { id: 'pool', type: 'maxPooling2d' },
      { id: 'between', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 'same' } },
      { id: 'unpool', type: 'maxUnpooling2d' },
      { id: 'levels', type: 'embedding', parameters: { vocabulary: 16, features: 4, scale: 15 } },
      { id: 'sum', type: 'add' },
      { id: 'flat', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 5 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'code' },
      { from: 'code', to: 'relu' },
      { from: 'relu', to: 'pool' },
      { from: 'pool', to: 'between' },
      { from: 'between', to: 'unpool:in' },
      { from: 'relu', to: 'unpool:before' },
      { from: 'input', to: 'levels' },
      { from: 'unpool', to: 'sum' },
      { from: 'levels', to: 'sum' },
      { from: 'sum', to: 'flat' },
      { from: 'flat', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  });
}
