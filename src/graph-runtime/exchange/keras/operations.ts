import type { KerasArguments, KerasValue } from './value';

/** A function of `keras.ops` in a functional model, which Keras 3 keeps as an operation. */
export interface KerasOperation {
  /** Where Keras says that the class is. */
  readonly module: string;
  readonly className: string;
  /** Arguments that belong to the operation; the others belong to its call. */
  readonly config: readonly string[];
  /** Arguments that are given without their names after what enters. */
  readonly positional: readonly string[];
  readonly defaults: KerasArguments;
  /** Where it is no call in Python: its text, of what enters and the arguments' texts. */
  readonly source?: (x: string, texts: Readonly<Record<string, string>>) => string;
  /** Where its call is given something that is none of the arguments: that, as a model file has it. */
  readonly callJson?: (given: KerasArguments) => unknown;
}

const NUMPY = 'keras.src.ops.numpy';
const NN = 'keras.src.ops.nn';

/** Arguments of `ops.image.resize` with their defaults; `size` has none. */
const RESIZING = {
  ...{ interpolation: 'bilinear', antialias: false, crop_to_aspect_ratio: false, pad_to_aspect_ratio: false },
  ...{ fill_mode: 'constant', fill_value: 0, data_format: 'channels_last' },
};

function reduction(className: string): KerasOperation {
  return {
    ...{ module: NUMPY, className, positional: [] },
    config: ['axis', 'keepdims'],
    defaults: { axis: null, keepdims: false },
  };
}

function ofNumbers(className: string, positional: readonly string[] = []): KerasOperation {
  return { module: NUMPY, className, config: [], positional, defaults: {} };
}

/** Numbers of the shape of what enters. */
function like(className: string): KerasOperation {
  return { module: NUMPY, className, config: ['dtype'], positional: [], defaults: { dtype: null } };
}

/** The functions of `keras.ops` that stand for layers which Keras does not have. */
export const kerasOperations: Readonly<Record<string, KerasOperation>> = {
  absolute: ofNumbers('Absolute'),
  celu: { module: NN, className: 'Celu', config: ['alpha'], positional: [], defaults: { alpha: 1 } },
  cumsum: {
    ...{ module: NUMPY, className: 'Cumsum', config: ['axis', 'dtype'], positional: [] },
    defaults: { axis: null, dtype: null },
  },
  exp: ofNumbers('Exp'),
  getitem: {
    ...{ module: NUMPY, className: 'GetItem', config: [], positional: [], defaults: { step: 1 } },
    source: (x, { axis = '-1', start, stop, step = '1' }) => {
      const places = axis === '-1' ? '..., ' : ':, '.repeat(Number(axis));
      return `${x}[${places}${start}:${stop}${step === '1' ? '' : `:${step}`}]`;
    },
    callJson: ({ axis = -1, start = 0, stop = null, step = 1 }) => {
      const all = { class_name: '__slice__', config: { start: null, stop: null, step: null } };
      const ellipsis = { class_name: '__ellipsis__', config: {} };
      const before = axis === -1 ? [ellipsis] : Array.from({ length: Number(axis) }, () => all);
      return [...before, { class_name: '__slice__', config: { start, stop, step } }];
    },
  },
  glu: { module: NN, className: 'Glu', config: ['axis'], positional: [], defaults: { axis: -1 } },
  max: reduction('Max'),
  maximum: ofNumbers('Maximum', ['x2']),
  mean: reduction('Mean'),
  ones_like: like('OnesLike'),
  pad: {
    ...{ module: NUMPY, className: 'Pad', positional: ['pad_width'] },
    config: ['pad_width', 'mode'],
    defaults: { mode: 'constant' },
  },
  power: ofNumbers('Power', ['x2']),
  resize: {
    ...{ module: 'keras.src.ops.image', className: 'Resize', positional: [] },
    ...{ config: ['size', ...Object.keys(RESIZING)], defaults: RESIZING },
    source: (x, { size }) => `ops.image.resize(${x}, ${size})`,
  },
  sign: ofNumbers('Sign'),
  sqrt: ofNumbers('Sqrt'),
  square: ofNumbers('Square'),
  sum: reduction('Sum'),
  zeros_like: like('ZerosLike'),
};

/** The operation of that name. @throws when Netloom writes none */
export function kerasOperationOf(name: string): KerasOperation {
  const known = Object.hasOwn(kerasOperations, name) ? kerasOperations[name] : undefined;
  if (known === undefined) throw new Error(`keras.ops.${name} is not known`);
  return known;
}

/** What an operation's call is given beside what enters, in order and by name. */
export function callArguments(
  { config, positional }: KerasOperation,
  given: KerasArguments,
): { readonly args: readonly KerasValue[]; readonly kwargs: KerasArguments } {
  const own = Object.entries(given).filter(([name]) => !config.includes(name));
  const isNamed = ([name]: readonly [string, KerasValue]) => !positional.includes(name);
  return {
    args: own.filter((one) => !isNamed(one)).map(([, value]) => value),
    kwargs: Object.fromEntries(own.filter(isNamed)),
  };
}
