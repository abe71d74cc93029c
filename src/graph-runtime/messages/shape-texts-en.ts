import type { DiagnosticText } from '../text/diagnostic-text';

/** English: shapes that do not fit. */
export const shapeTextsEn = {
  'image-expected': {
    what: 'Expected an image as input, but received {received}.',
    advice:
      'Connect it to feature maps (height × width × channels), or reshape first. To transform each position of a sequence separately, use Dense.',
  },
  'vector-expected': {
    what: 'Expected a vector as input, but received {received}.',
    advice:
      'Flatten keeps all values, with separate weights for each position; a global average pooling keeps one value per channel; a 1 × 1 convolution applies the same weights at each position.',
  },
  'kernel-too-large': {
    what: 'The {kernel} kernel does not fit the {input} input.',
    advice: 'Choose a kernel of at most {largest}, or more padding.',
  },
  'padding-too-large': {
    what: 'A padding of {padding} creates windows that lie entirely outside the image.',
    advice: 'With a kernel of {kernel}, the padding can be at most {limit}.',
  },
  'groups-do-not-divide-input': {
    what: '{channels} channels cannot be divided into {groups} equal groups.',
    advice: 'Choose a number of groups that divides the channels.',
  },
  'groups-do-not-divide-filters': {
    what: '{filters} filters cannot be divided into {groups} equal groups.',
    advice: 'Choose a number of filters that the groups divide.',
  },
  'add-shape-mismatch': {
    what: 'Input {index} cannot be added to the first one.',
    advice:
      'The shapes must be equal, or one has a single value per channel (1 × 1 × channels). On a shortcut, a 1 × 1 convolution gives both the same shape.',
  },
  'multiply-shape-mismatch': {
    what: 'Input {index} cannot be multiplied with the first one.',
    advice: 'The shapes must be equal, or one has a single value per channel (1 × 1 × channels).',
  },
  'two-inputs-expected': {
    what: 'This layer compares exactly two inputs. Connected: {count}.',
    advice: 'Connect both of what is to be compared, and nothing else.',
  },
  'sampling-shapes-differ': {
    what: 'The means are {expected}, but the variances are {received}.',
    advice: 'Both come from layers of the same number of units, next to each other.',
  },
  'merge-shape-mismatch': {
    what: 'Input {index} does not go together with the first one.',
    advice: 'The shapes must be equal, or one has a single value per channel (1 × 1 × channels).',
  },
  'sequence-too-long': {
    what: 'A sequence of {positions} positions is too long for a recurrent layer, which takes one after the other.',
    advice:
      'Up to {limit} are possible: pool or slice the sequence before, or reshape it to fewer positions with more features.',
  },
  'product-size-mismatch': {
    what: '{first} and {second} cannot be multiplied as matrices.',
    advice:
      'The second input needs {expected} rows, as many as the first has features, or with "Transpose the second" as many features.',
  },
  'no-such-axis': {
    what: 'An input of {received} does not have this axis.',
    advice:
      'Images have height, width and channels; sequences have positions and channels; vectors only have channels.',
  },
  'no-order-of-axes': {
    what: '{order} is no order of the {count} axes of {input}.',
    advice: 'Name each axis once, counted from 1.',
  },
  'positions-expected': {
    what: 'Expected a sequence of positions with features, but received {received}.',
    advice: 'Reshape an image to height · width positions first.',
  },
  'windows-overlap': {
    what: 'Windows of {size} with a stride of {strides} overlap: two values could belong to one place.',
    advice: 'Unpooling needs a stride that is at least the size of the window.',
  },
  'unpooling-size-mismatch': {
    what: 'The pooling of what is connected to “Before pooling” gives {expected}, but {received} is to be unpooled.',
    advice: 'Connect what entered the pooling of this size, and as many channels as it has.',
  },
  'one-channel-expected': {
    what: 'An embedding looks up one number at each place, but received {received}.',
    advice: 'Images need one channel, sequences none; Flatten makes a sequence of all values.',
  },
  'too-many-inputs': {
    what: '{count} inputs are connected, but attention takes one or two.',
    advice: 'The first asks, the second answers; with one, a sequence attends to itself.',
  },
  'concatenate-size-mismatch': {
    what: 'Input {index} cannot be concatenated with the first one.',
    advice: 'Height and width must be equal; only the channels may differ.',
  },
  'reshape-count-mismatch': {
    what: '{input} holds {available} values, but {target} needs {wanted}.',
    advice: 'Choose a shape with as many values as the input.',
  },
  'slice-out-of-range': {
    what: '{first} to {last} are selected, but the axis has only {channels} places, counted from 0.',
    advice: 'Start earlier or select fewer.',
  },
  'output-padding-too-large': {
    what: 'With a stride of {strides}, an output padding of {padding} is too large.',
    advice:
      'Choose at most {largest}: as many cells as the stride, less those that a small kernel leaves, would be one more position of the kernel.',
  },
  'reflection-too-large': {
    what: 'An image of {input} cannot be mirrored by {padding} cells.',
    advice: 'At most {rows} rows and {columns} columns can be mirrored: one less than the image has.',
  },
  'crop-leaves-nothing': {
    what: 'Nothing is left of {input} when {cropped} rows and columns are cut off.',
    advice: 'Cut off less, or make the image larger before.',
  },
  'block-does-not-divide-channels': {
    what: '{channels} channels cannot be spread over blocks of {block} × {block} positions.',
    advice: 'Choose a number of channels that {cells} divides; a 1 × 1 convolution gives it.',
  },
  'block-does-not-divide-image': {
    what: 'An image of {input} cannot be divided into blocks of {block} × {block} positions.',
    advice: 'Height and width must be multiples of the block size; padding adds what is missing.',
  },
  'channels-not-even': {
    what: '{channels} channels cannot be divided into two halves.',
    advice: 'Give the layer before an even number of channels.',
  },
  'size-not-odd': {
    what: 'The window of {size} channels has no center.',
    advice: 'Choose an odd number.',
  },
  'tensor-too-large': {
    what: 'The output {shape} has too many values to be computed.',
    advice: 'Make the input smaller, or reduce the size earlier in the network.',
  },
} as const satisfies Readonly<Record<string, DiagnosticText>>;
