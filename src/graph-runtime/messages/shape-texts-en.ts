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
  'concatenate-size-mismatch': {
    what: 'Input {index} cannot be concatenated with the first one.',
    advice: 'Height and width must be equal; only the channels may differ.',
  },
  'reshape-count-mismatch': {
    what: '{input} holds {available} values, but {target} needs {wanted}.',
    advice: 'Choose a shape with as many values as the input.',
  },
  'slice-out-of-range': {
    what: 'Channels {first} to {last} are selected, but there are only {channels}, counted from 0.',
    advice: 'Start earlier or select fewer channels.',
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
