import type { DiagnosticText } from '../text/diagnostic-text';

/** English: nodes, blocks and wires, and the network as a whole. */
export const structureTextsEn = {
  // Nodes and blocks
  'unknown-type': {
    what: 'There is no layer “{type}”.',
    advice: 'Choose a layer from the palette.',
  },
  'type-misspelled': {
    what: 'There is no layer “{type}”.',
    advice: 'Did you mean {suggestion}?',
  },
  'other-name': {
    what: 'The layer “{type}” is called {known} here.',
    advice: 'Change its type; parameters of the same meaning are kept under their names here.',
  },
  'placeholder-layer': {
    what: 'There is no layer yet for “{operation}” of the imported network.',
    advice:
      'Put a layer or a block here that computes the same, or delete the node. Its attributes are listed in the inspector.',
  },
  'layer-not-available': {
    what: 'The layer “{type}” is not available yet.',
    advice: 'Choose another layer from the palette.',
  },
  'unknown-block': {
    what: 'There is no block “{type}” in this network.',
    advice: 'Define it, or use an existing block.',
  },
  'block-recursion': {
    what: 'The block {block} contains itself.',
    advice:
      'A block may contain other blocks, but not itself, not even indirectly. To repeat it, set its repeat count.',
  },
  'nesting-too-deep': {
    what: 'Blocks are nested more than {limit} deep at {block}.',
    advice: 'Put some of them side by side.',
  },
  'port-outside-block': {
    what: '{node} is the port of a block, but it is not inside a block.',
    advice: 'The network itself starts with an Input layer and ends with an Output layer.',
  },
  'cannot-repeat': {
    what: '{node} cannot be repeated.',
    advice: 'Copies are connected in sequence, so the node must have one input and one output.',
  },
  'unknown-join': {
    what: 'Copies of {node} cannot be joined by {join}.',
    advice: 'Choose one of {merges}.',
  },
  'duplicate-id': {
    what: 'There are two nodes named {node}.',
    advice: 'Rename one of them.',
  },
  'path-collision': {
    what: '{node} and a numbered copy of {other} have the same name.',
    advice: 'Rename one of them: the copies of a repeated node get numbers after its name.',
  },
  'network-too-large': {
    what: 'The network expands to more than {limit} layers.',
    advice: 'Lower the repeat counts of its blocks.',
  },
  'further-problems': {
    what: 'There are {count} further problems.',
    advice: 'Solve the ones listed first.',
  },

  // Wires
  'edge-to-nowhere': {
    what: 'The wire {from} → {to} ends at {missing}, which does not exist.',
    advice: 'Remove the wire or connect it to another node.',
  },
  'takes-no-input': {
    what: '{node} has no input, but the wire {from} → {to} ends at it.',
    advice: 'Remove the wire.',
  },
  'unknown-input-port': {
    what: '{node} has no input “{port}”.',
    advice: 'Connect the wire to one of: {known}.',
  },
  'gives-no-output': {
    what: '{node} has no output, but the wire {from} → {to} starts at it.',
    advice: 'Remove the wire.',
  },
  'unknown-output-port': {
    what: '{node} has no output “{port}”.',
    advice: 'Start the wire at one of: {known}.',
  },
  'duplicate-wire': {
    what: 'The wire {from} → {to} exists twice.',
    advice: 'Remove one of them, unless the value should count twice.',
  },
  'port-occupied': {
    what: 'The input “{port}” of {node} accepts one wire, but has several: {received}.',
    advice: 'Keep one, or merge them first with Add or Concatenate.',
  },
  'unconnected-input': {
    what: 'Nothing is connected to {node}.',
    advice: 'Draw a wire from the layer whose output it should process.',
  },
  'unconnected-port': {
    what: 'Nothing is connected to the input “{port}” of {node}.',
    advice: 'Draw a wire from the layer whose output belongs there.',
  },
  'switched-off-source': {
    what: '{node} is switched off and has no input to pass on.',
    advice: 'Switch it on again.',
  },
  'muted-input': {
    what: 'The node that feeds {port} of {node} is muted, but those that feed its other inputs are not.',
    advice: 'Unmute it, or mute {node} as well.',
  },
  'output-muted': {
    what: 'Nothing reaches the output: {node} is muted, and the other nodes depend on it.',
    advice: 'Unmute it, or bypass it instead: then its input passes through.',
  },
  cycle: {
    what: 'These nodes form a cycle: {cycle}.',
    advice: 'Remove one of its wires: a network must be acyclic.',
  },

  // The network as a whole
  'no-input': {
    what: 'The network has no input.',
    advice: 'Add an Input layer: the images enter there.',
  },
  'several-inputs': {
    what: 'The network has a second input that takes the same images as {other}.',
    advice:
      'A vector beside an image may take numbers beside it, and an image the second image of each example. To compare two images, have it take the second image of a pair (or a positive or negative one). Otherwise feed both branches from one input, and remove the other.',
  },
  'inputs-do-not-go-together': {
    what: 'What the inputs take ({count}) does not belong together.',
    advice:
      'A network has one input of the example itself; or two, of the example and the second image of a pair; or three, of the example, a positive and a negative.',
  },
  'numbers-twice': {
    what: 'The network has a second input that takes the same numbers as {other}.',
    advice: 'Feed both branches from one input, and remove the other.',
  },
  'numbers-without-examples': {
    what: '{node} takes the numbers beside an example, but no input takes the example itself.',
    advice: 'Add an input for the images (or rows of a table), or have this one take the example.',
  },
  'numbers-beside-compared': {
    what: '{node} takes the numbers beside an example, but the other inputs take several that are compared.',
    advice: 'Remove the input of numbers, or keep one input of the example itself.',
  },
  'second-image-twice': {
    what: 'The network has a second input that takes the same second images as {other}.',
    advice:
      'Feed both branches from one input, and remove the other. Where the data set has several second images, choose another one.',
  },
  'second-image-without-examples': {
    what: '{node} takes the second image of an example, but no input takes the example itself.',
    advice: 'Add an input for the first image, or have this one take the example.',
  },
  'second-image-beside-compared': {
    what: '{node} takes the second image of an example, but the other inputs take several that are compared.',
    advice: 'Remove the input of second images, or keep one input of the example itself.',
  },
  'second-image-is-no-image': {
    what: 'A second image has a height, a width and channels, not the shape {received}.',
    advice: 'Set the shape to height, width and channels, such as [28, 28, 1].',
  },
  'numbers-are-no-vector': {
    what: 'Numbers beside an example are a vector, not {received}.',
    advice: 'Set the shape to how many there are, such as [2].',
  },
  'input-shapes-differ': {
    what: '{node} takes images of {received}, but {other} takes {expected}.',
    advice: 'Images that are compared need the same shape.',
  },
  'no-pair-compared': {
    what: 'The inputs take pairs of images, but no output compares them.',
    advice:
      'Set the target of {node} to “Same class or not” for a score of the pair, or its loss to contrastive for a distance.',
  },
  'no-triplet-compared': {
    what: 'The inputs take triplets of images, but no output compares them.',
    advice:
      'Set the loss of {node} to triplet: it takes two distances, from the positive and from the negative.',
  },
  'pair-not-taken': {
    what: '{node} compares the two images of a pair, but the inputs do not take pairs.',
    advice: 'Add an input that takes the second image of a pair, or choose another loss and target.',
  },
  'triplet-not-taken': {
    what: '{node} compares the images of triplets, but the inputs do not take triplets.',
    advice: 'Add inputs that take a positive and a negative, or choose another loss and target.',
  },
  'no-output': {
    what: 'The network has no output.',
    advice: 'Add an Output layer: training minimizes its loss.',
  },
  'no-main-output': {
    what: 'All outputs are auxiliary.',
    advice: 'One output must provide the predictions: make the last one the main output.',
  },
  'shared-weights-missing': {
    what: '{node} uses the weights of {other}, which is not there.',
    advice: 'Choose a node of the same network or block, or give {node} its own weights.',
  },
  'shared-weights-circular': {
    what: '{node} and {other} use each other’s weights, so that none of them has any.',
    advice: 'Give one of them its own weights.',
  },
  'shared-weights-differ': {
    what: '{node} cannot use the weights of {other}: layers that share weights are of one kind, and their weights have the same shapes.',
    advice:
      'Give both the same sizes and what comes in the same number of channels, or give {node} its own weights.',
  },
  'no-loss': {
    what: 'Every loss has the weight 0, so there is nothing to minimize.',
    advice: 'Give the main output’s loss the weight 1.',
  },
  'nothing-to-train': {
    what: 'The network has no trainable weights.',
    advice: 'Add a convolution or a dense layer.',
  },
  'all-frozen': {
    what: 'Every layer with weights is frozen, so there is nothing to train.',
    advice: 'Unfreeze the last layer at least.',
  },
  'single-input': {
    what: '{node} joins its inputs, but has only one.',
    advice: 'Connect a second one, such as a shortcut past the layers before it, or remove the layer.',
  },
  'export-shared-weights': {
    what: '{node} uses the weights of {other}, which files of this format cannot share here.',
    advice: 'Export to ONNX or TensorFlow SavedModel, which keep shared weights.',
  },
  'export-several-inputs': {
    what: 'Files of this format take one image, and the network takes those of {other} and {node}.',
    advice: 'Export to ONNX, PyTorch or Keras, which take several.',
  },
  'no-onnx-form': {
    what: 'ONNX export does not know the layer {node}.',
    advice: 'Remove it, or replace it by layers that can be exported.',
  },
  'no-pytorch-form': {
    what: 'PyTorch export does not know the layer {node}.',
    advice: 'Remove it, or replace it by layers that can be exported.',
  },
  'no-keras-form': {
    what: 'Keras has no layers that compute {node}.',
    advice: 'Remove it, replace it by layers that can be exported, or export to PyTorch or ONNX.',
  },
  'keras-padding': {
    what: 'Keras has no layer with this padding: {node}.',
    advice: 'Set the padding to “same” or “valid”, or export to PyTorch or ONNX.',
  },
  'no-tfjs-form': {
    what: 'TensorFlow.js has no layers that compute {node}.',
    advice: 'Remove it, or replace it by layers that can be exported.',
  },
  'tfjs-dilation': {
    what: 'TensorFlow.js does not compute depthwise convolutions with dilation correctly: {node}.',
    advice: 'Set the dilation rate to 1, or export to another format.',
  },
  'tfjs-strides-and-dilation': {
    what: 'TensorFlow.js computes no convolution with strides above 1 and dilation: {node}.',
    advice: 'Set the strides or the dilation rate to 1, or export to another format.',
  },
  'tfjs-padding': {
    what: 'TensorFlow.js has no pooling with this padding: {node}.',
    advice: 'Set the padding to “same” or “valid”, or export to another format.',
  },
  'tfjs-interpolation': {
    what: 'TensorFlow.js interpolates between other places than {node} does.',
    advice: 'Set the interpolation to “nearest”, or export to another format.',
  },
  'tfjs-adaptive-windows': {
    what: 'TensorFlow.js has no pooling over windows of different sizes: {node}.',
    advice: 'Choose an output size that divides the input, or export to another format.',
  },
  'saved-model-too-large': {
    what: 'A SavedModel with its weights holds at most 2 GB; the weights of this network take {gigabytes} GB.',
    advice: 'Make the network smaller, or export to PyTorch or ONNX.',
  },
  'pytorch-too-large': {
    what: 'A PyTorch project holds at most 4 GB; the weights of this network take {gigabytes} GB.',
    advice: 'Make the network smaller.',
  },
  'onnx-too-large': {
    what: 'An ONNX file holds at most 2 GB; the weights of this network take {gigabytes} GB.',
    advice: 'Make the network smaller, or export it in another format.',
  },
  'result-unused': {
    what: 'Nothing uses the output of {node}.',
    advice: 'Connect it, or remove it. It takes no part in training.',
  },
} as const satisfies Readonly<Record<string, DiagnosticText>>;
