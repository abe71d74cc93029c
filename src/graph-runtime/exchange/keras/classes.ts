import type { KerasArguments } from './value';

/** What files of Keras 3 and calls in Python know of a class of layers. */
export interface KerasClass {
  /** Arguments that are given without their names, in order. */
  readonly positional: readonly string[];
  /** What Keras takes where an argument is left out. */
  readonly defaults: KerasArguments;
  /** Its variables in the order of `vars/0`, `vars/1`, ...; with the argument without which there is none. */
  readonly variables: readonly KerasVariable[];
  /** Several tensors enter as one list. */
  readonly takesList?: true;
}

export interface KerasVariable {
  /** `kernel`; of a layer within the layer: `query_dense/kernel`. */
  readonly name: string;
  readonly onlyWith?: string;
}

const BIAS: KerasVariable = { name: 'bias', onlyWith: 'use_bias' };
const AFFINE: readonly KerasVariable[] = [
  { name: 'gamma', onlyWith: 'scale' },
  { name: 'beta', onlyWith: 'center' },
];
const BIASED = { use_bias: true, bias_initializer: 'zeros' } as const;
const KERNEL = { ...BIASED, kernel_initializer: 'glorot_uniform' } as const;
const WINDOW = { strides: 1, padding: 'valid', dilation_rate: 1 } as const;
const POOLING: KerasClass = {
  positional: ['pool_size'],
  defaults: { padding: 'valid' },
  variables: [],
};
const GLOBAL: KerasClass = { positional: [], defaults: { keepdims: false }, variables: [] };
const MERGE: KerasClass = { positional: [], defaults: {}, variables: [], takesList: true };

const RECURRENT: KerasClass = {
  positional: ['units'],
  defaults: { return_sequences: false },
  variables: [{ name: 'cell/kernel' }, { name: 'cell/recurrent_kernel' }, { name: 'cell/bias' }],
};

/** An argument first, and no variables. */
function plain(positional: readonly string[], defaults: KerasArguments = {}): KerasClass {
  return { positional, defaults, variables: [] };
}

function projection(name: string): readonly KerasVariable[] {
  return [{ name: `${name}/kernel` }, { name: `${name}/bias`, onlyWith: 'use_bias' }];
}

/**
 * The classes of `keras.layers` that Netloom's layers are written as, as Keras 3 has them: the one place that knows their arguments, defaults
 * and variables.
 */
export const kerasClasses: Readonly<Record<string, KerasClass>> = {
  Activation: plain(['activation']),
  AdaptiveAveragePooling2D: plain(['output_size']),
  AdaptiveMaxPooling2D: plain(['output_size']),
  Add: MERGE,
  Average: MERGE,
  AveragePooling1D: POOLING,
  AveragePooling2D: POOLING,
  BatchNormalization: {
    positional: [],
    defaults: { momentum: 0.99, epsilon: 0.001, center: true, scale: true, gamma_initializer: 'ones' },
    variables: [...AFFINE, { name: 'moving_mean' }, { name: 'moving_variance' }],
  },
  Concatenate: { ...MERGE, defaults: { axis: -1 } },
  Conv1D: {
    positional: ['filters', 'kernel_size'],
    defaults: { ...WINDOW, groups: 1, ...KERNEL },
    variables: [{ name: 'kernel' }, BIAS],
  },
  Conv1DTranspose: {
    positional: ['filters', 'kernel_size'],
    defaults: { ...WINDOW, output_padding: null, ...KERNEL },
    variables: [{ name: 'kernel' }, BIAS],
  },
  Conv2D: {
    positional: ['filters', 'kernel_size'],
    defaults: { ...WINDOW, groups: 1, ...KERNEL },
    variables: [{ name: 'kernel' }, BIAS],
  },
  Conv2DTranspose: {
    positional: ['filters', 'kernel_size'],
    defaults: { ...WINDOW, output_padding: null, ...KERNEL },
    variables: [{ name: 'kernel' }, BIAS],
  },
  Cropping1D: plain(['cropping']),
  Cropping2D: plain(['cropping']),
  Dense: { positional: ['units'], defaults: KERNEL, variables: [{ name: 'kernel' }, BIAS] },
  DepthwiseConv2D: {
    positional: ['kernel_size'],
    defaults: { ...WINDOW, depth_multiplier: 1, ...BIASED, depthwise_initializer: 'glorot_uniform' },
    variables: [{ name: 'kernel' }, BIAS],
  },
  Dot: { ...MERGE, positional: ['axes'], defaults: { normalize: false } },
  Dropout: plain(['rate'], { noise_shape: null }),
  ELU: plain([], { alpha: 1 }),
  EinsumDense: {
    positional: ['equation', 'output_shape'],
    defaults: { kernel_initializer: 'glorot_uniform' },
    variables: [{ name: 'kernel' }],
  },
  Embedding: {
    positional: ['input_dim', 'output_dim'],
    defaults: { embeddings_initializer: 'uniform', mask_zero: false },
    variables: [{ name: 'embeddings' }],
  },
  Flatten: plain([]),
  GRU: RECURRENT,
  GaussianNoise: plain(['stddev']),
  GlobalAveragePooling2D: GLOBAL,
  GlobalMaxPooling2D: GLOBAL,
  GroupNormalization: {
    positional: [],
    defaults: { groups: 32, epsilon: 0.001, center: true, scale: true },
    variables: AFFINE,
  },
  Identity: plain([]),
  LSTM: RECURRENT,
  LayerNormalization: { positional: [], defaults: { epsilon: 0.001 }, variables: AFFINE },
  LeakyReLU: plain([], { negative_slope: 0.3 }),
  MaxPooling1D: POOLING,
  MaxPooling2D: POOLING,
  Maximum: MERGE,
  Minimum: MERGE,
  MultiHeadAttention: {
    positional: [],
    defaults: { ...KERNEL, value_dim: null },
    variables: ['query_dense', 'key_dense', 'value_dense', 'output_dense'].flatMap(projection),
  },
  Multiply: MERGE,
  PReLU: {
    positional: [],
    defaults: { alpha_initializer: 'zeros', shared_axes: null },
    variables: [{ name: 'alpha' }],
  },
  Permute: plain(['dims']),
  RMSNormalization: { positional: [], defaults: { epsilon: 1e-6 }, variables: [{ name: 'scale' }] },
  ReLU: plain([], { max_value: null, negative_slope: 0, threshold: 0 }),
  Rescaling: plain(['scale'], { offset: 0 }),
  Reshape: plain(['target_shape']),
  SeparableConv2D: {
    positional: ['filters', 'kernel_size'],
    defaults: {
      ...WINDOW,
      ...{ depth_multiplier: 1, ...BIASED },
      ...{ depthwise_initializer: 'glorot_uniform', pointwise_initializer: 'glorot_uniform' },
    },
    variables: [{ name: 'depthwise_kernel' }, { name: 'pointwise_kernel' }, BIAS],
  },
  Softmax: plain([], { axis: -1 }),
  SpatialDropout2D: plain(['rate']),
  Subtract: MERGE,
  UpSampling2D: plain(['size'], { interpolation: 'nearest' }),
  ZeroPadding2D: plain(['padding']),
};

/** The class of that name. @throws when Netloom writes none */
export function kerasClassOf(name: string): KerasClass {
  const known = Object.hasOwn(kerasClasses, name) ? kerasClasses[name] : undefined;
  if (known === undefined) throw new Error(`keras.layers.${name} is not known`);
  return known;
}

/** The variables of a layer with these arguments, in order. */
export function variablesOf(name: string, given: KerasArguments): readonly string[] {
  const { variables, defaults } = kerasClassOf(name);
  return variables
    .filter(
      ({ onlyWith }) => onlyWith === undefined || (given[onlyWith] ?? defaults[onlyWith] ?? true) === true,
    )
    .map((variable) => variable.name);
}
