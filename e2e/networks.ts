/* Networks for the user's own data of every kind, and with blocks. */

const training = { epochs: 3, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } };

/** Wires from each to the next. */
export const chain = (...ids: readonly string[]) => ids.slice(1).map((to, at) => ({ from: ids[at], to }));

/** A network with a hidden layer; the size of its ends is for another data set. */
export const PERCEPTRON = {
  ...{ format: 'netloom', version: 2, name: 'Prices', training: { ...training, epochs: 20 } },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [4] } },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'last', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'hidden', 'relu', 'last', 'output'),
};

/** One for images, to be fitted to as many classes or numbers as there are. */
export const READER = {
  ...{ format: 'netloom', version: 2, name: 'Reader', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'last', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'flatten', 'hidden', 'relu', 'last', 'output'),
};

export const SEGMENTER = {
  ...{ format: 'netloom', version: 2, name: 'Outlines', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same' } },
    { id: 'relu', type: 'relu' },
    { id: 'classes', type: 'conv2d', parameters: { filters: 3, kernelSize: 1 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'conv', 'relu', 'classes', 'output'),
};

/** Doubles the size of images: four channels become twice as many rows and columns. */
export const UPSCALER = {
  ...{ format: 'netloom', version: 2, name: 'Sharper', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
    { id: 'features', type: 'conv2d', parameters: { filters: 16, kernelSize: 3, padding: 'same' } },
    { id: 'relu', type: 'relu' },
    { id: 'parts', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 'same' } },
    { id: 'shuffle', type: 'depthToSpace', parameters: { blockSize: 2 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'features', 'relu', 'parts', 'shuffle', 'output'),
};

/** What is in an image, and where: a class, the corners of a box. */
export const LOCATOR = {
  ...{ ...READER, name: 'Where', training: { ...training, epochs: 10 } },
  nodes: [
    ...READER.nodes,
    { id: 'corners', type: 'dense', parameters: { units: 4 } },
    { id: 'where', type: 'output', parameters: { label: 'corners' } },
  ],
  edges: [...READER.edges, { from: 'relu', to: 'corners' }, { from: 'corners', to: 'where' }],
};

/** Two images through one layer: those of a class are to be near. */
export const SIAMESE = {
  ...{ ...READER, version: 3, name: 'Near', training: { ...READER.training, epochs: 8 } },
  nodes: [
    { id: 'first', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'second', type: 'input', parameters: { shape: [28, 28, 1], takes: 'partner' } },
    { id: 'flat1', type: 'flatten' },
    { id: 'flat2', type: 'flatten' },
    { id: 'map1', type: 'dense', parameters: { units: 16 } },
    { id: 'map2', type: 'dense', parameters: { units: 16 }, sharesWith: 'map1' },
    { id: 'distance', type: 'distance' },
    { id: 'output', type: 'output', parameters: { loss: 'contrastive', target: 'pair' } },
  ],
  edges: [
    { from: 'first', to: 'flat1' },
    { from: 'second', to: 'flat2' },
    { from: 'flat1', to: 'map1' },
    { from: 'flat2', to: 'map2' },
    { from: 'map1', to: 'distance' },
    { from: 'map2', to: 'distance' },
    { from: 'distance', to: 'output' },
  ],
};

/** Copies of a block with a parameter of each kind, and a branch beside them. */
export const PATHS = {
  ...{ format: 'netloom', version: 3, name: 'Paths' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
    { id: 'paths', type: 'block:path', repeat: 4, parameters: { kernel: [3, 1] } },
    { id: 'squeeze', type: 'globalAveragePooling2d' },
    { id: 'excite', type: 'conv2d', parameters: { filters: 4, kernelSize: 1 } },
    { id: 'scale', type: 'multiply' },
    { id: 'flatten', type: 'flatten' },
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    ...chain('input', 'paths', 'squeeze', 'excite', 'scale'),
    ...chain('paths', 'scale', 'flatten', 'scores', 'output'),
  ],
  blocks: {
    path: {
      parameters: [
        { name: 'widths', kind: 'list', default: [4, 4, 4, 4] },
        { name: 'kernel', kind: 'pair', default: 3 },
        { name: 'edge', kind: 'padding', default: 'same' },
        { name: 'act', kind: 'choice', default: 'relu', choices: ['relu', 'none'] },
      ],
      nodes: [
        { id: 'x', type: 'blockInput' },
        {
          ...{ id: 'conv', type: 'conv2d' },
          parameters: { filters: '=widths[0]', kernelSize: '=kernel', padding: '=edge' },
        },
        { id: 'relu', type: 'relu', enabled: "=act == 'relu'" },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: chain('x', 'conv', 'relu', 'y'),
    },
  },
  training: { epochs: 1, batchSize: 32, trainingShare: 0.05 },
};

/** Two inputs of images in branches that join; both take the example until one is set to take its second image. */
export const TWO_VIEWS = {
  ...{ format: 'netloom', version: 3, name: 'Color and depth', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, strides: 2 } },
    { id: 'relu', type: 'relu' },
    { id: 'flatten', type: 'flatten' },
    { id: 'other', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'seen', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, strides: 2 } },
    { id: 'bend', type: 'relu' },
    { id: 'flat', type: 'flatten' },
    { id: 'join', type: 'concatenate' },
    { id: 'scores', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    ...chain('input', 'conv', 'relu', 'flatten', 'join', 'scores', 'output'),
    ...chain('other', 'seen', 'bend', 'flat', 'join'),
  ],
};
