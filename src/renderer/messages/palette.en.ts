/** The list of layers and blocks. */
export const paletteEn = {
  title: 'Layers',
  search: 'Search layers',
  nothing: 'No layer is called “{{query}}”.',
  categories: {
    'input-output': 'Input and output',
    convolution: 'Convolution',
    pooling: 'Pooling',
    dense: 'Dense',
    activation: 'Activation',
    normalization: 'Normalization',
    regularization: 'Regularization',
    merge: 'Merge',
    shape: 'Shape',
    block: 'Blocks of this network',
  },
  outline: 'Outline',
  outlineEmpty: 'The network is empty.',
  outlineHelp:
    'Every node in the order of computation. Enter opens a block, Delete removes the node; Control and the arrow keys go on without selecting, Space adds to the selection.',
  fedBy: 'from {{names}}',
  copies: '{{count}} copies',
};
