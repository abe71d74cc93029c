import { axesIn } from '../../../../layers/reduce';
import { CannotMap } from '../../network/network-builder';
import { snakeCase, withActivation } from '../activation';
import type { KerasLayer, KerasRule } from '../layer';

/* Functions of `keras.ops`, which Keras 3 keeps as operations of a model. */

const REDUCTIONS: Readonly<Record<string, string>> = { Mean: 'avg', Max: 'max', Sum: 'sum' };

export const reductions: KerasRule = {
  classes: Object.keys(REDUCTIONS),
  map(layer) {
    const { shape } = layer.input;
    const given = layer.numbers('axis') ?? [];
    const places = given.map((axis) => (axis < 0 ? axis + shape.length : axis - 1)).sort((a, b) => a - b);
    const axes = ['channels', 'positions', 'height', 'width', 'all'].find(
      (name) => `${axesIn(shape, name)}` === `${places}`,
    );
    if (axes === undefined || given.includes(0)) throw new CannotMap('attributes', `axis ${given}`);
    const keepDimensions = layer.flag('keepdims', false);
    const operation = REDUCTIONS[layer.source.className] ?? 'avg';
    return layer.add('reduce', { operation, axes, keepDimensions });
  },
};

/** Activations that have no number, and those that have one. */
export const activationOperations: KerasRule = {
  classes: [
    ...[
      'Relu',
      'Relu6',
      'Sigmoid',
      'Tanh',
      'Silu',
      'Softplus',
      'Softsign',
      'Selu',
      'HardSigmoid',
      'HardSilu',
    ],
    ...['HardTanh', 'Gelu', 'Celu', 'Elu', 'LeakyRelu', 'Glu', 'LogSoftmax'],
  ],
  map(layer) {
    const { className } = layer.source;
    if (className === 'Gelu' && layer.flag('approximate', true))
      throw new CannotMap('attributes', 'approximate');
    const axis = layer.number('axis', -1);
    if (axis !== -1 && axis !== layer.input.shape.length) throw new CannotMap('attributes', `axis ${axis}`);
    if (className === 'Celu' || className === 'Elu')
      return layer.add(className.toLowerCase(), { alpha: layer.number('alpha', 1) });
    if (className === 'LeakyRelu')
      return layer.add('leakyRelu', { negativeSlope: layer.number('negative_slope', 0.2) });
    return withActivation(layer, snakeCase(className), layer.input);
  },
};

/** Bilinear, as the layer here; `Resizing` is the same as a layer. */
export const resizing: KerasRule = {
  classes: ['Resize', 'Resizing'],
  map(layer) {
    const flags = ['antialias', 'crop_to_aspect_ratio', 'pad_to_aspect_ratio'];
    const isSet = flags.find((name) => layer.flag(name, false));
    if (isSet !== undefined) throw new CannotMap('attributes', isSet);
    const interpolation = layer.text('interpolation', 'bilinear');
    if (interpolation !== 'bilinear') throw new CannotMap('attributes', interpolation);
    const { shape } = layer.input;
    const size =
      layer.source.className === 'Resizing'
        ? [layer.number('height', shape[0] ?? 1), layer.number('width', shape[1] ?? 1)]
        : (layer.numbers('size') ?? []);
    return layer.add('resize', { size });
  },
};

/** A mirror image at the edges; zeros there are a layer for. */
export const padding: KerasRule = {
  classes: ['Pad'],
  map(layer) {
    const mode = layer.text('mode', 'constant');
    const widths = layer.numbers('pad_width') ?? [];
    const [batch0, batch1, top = 0, bottom = 0, left = 0, right = 0, channel0, channel1] = widths;
    const isOfImages = widths.length === 8 && [batch0, batch1, channel0, channel1].every((one) => one === 0);
    if (!isOfImages || mode !== 'reflect') throw new CannotMap('attributes', `${mode}, ${widths}`);
    return layer.add('zeroPadding2d', { padding: [top, bottom, left, right], mode });
  },
};

/** `x[:, 1:3]`, `x[..., ::2]`, `x[:, 0]`: a slice for each axis that is not taken whole. */
export const getItem: KerasRule = {
  classes: ['GetItem'],
  map(layer) {
    const places = placesIn(layer);
    let made = layer.input;
    let removed = 0;
    places.forEach((place, at) => {
      if (place === null) return;
      const { shape } = layer.input;
      const axis = at === shape.length - 1 ? 'channels' : (['height', 'width'] as const)[at];
      if (axis === undefined) throw new CannotMap('axes', `${at}`);
      if (typeof place === 'number') removed += 1;
      const { begin, size, step } = rangeOf(place, shape[at] ?? 1);
      made = layer.add('slice', { begin, size, axis, step }, {}, [made]);
    });
    if (removed === 0) return made === layer.input ? layer.passed() : made;
    const targetShape = made.shape.filter((_, at) => typeof places[at] !== 'number');
    if (targetShape.length === 0) throw new CannotMap('axes', 'a number');
    return layer.add('reshape', { targetShape }, {}, [made]);
  },
};

interface Range {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** For each axis but that of the batch: a range, the place that is taken, or null for all of it. */
function placesIn(layer: KerasLayer): readonly (Range | number | null)[] {
  const [, given] = layer.callArguments.args;
  const items = Array.isArray(given) ? given : [given];
  const rank = layer.input.shape.length + 1;
  const dots = items.findIndex((item) => classOf(item) === '__ellipsis__');
  const missing = rank - (items.length - (dots < 0 ? 0 : 1));
  if (missing < 0) throw new CannotMap('axes', `${items.length}`);
  const whole = Array.from({ length: missing }, () => null);
  const all = dots < 0 ? [...items, ...whole] : [...items.slice(0, dots), ...whole, ...items.slice(dots + 1)];
  const [batch, ...rest] = all.map((item) => {
    if (item === null || typeof item === 'number') return item;
    if (classOf(item) !== '__slice__') throw new CannotMap('attributes', `${classOf(item)}`);
    const [start, stop, step] = ['start', 'stop', 'step'].map((name) => boundOf(item, name));
    return start === null && stop === null && step === null ? null : ({ start, stop, step } as Range);
  });
  if (batch !== null) throw new CannotMap('axes', '0');
  return rest;
}

function classOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'class_name' in item ? item.class_name : undefined;
}

function boundOf(item: unknown, name: string): number | null {
  const config = typeof item === 'object' && item !== null && 'config' in item ? item.config : null;
  const bounds = typeof config === 'object' && config !== null ? Object.entries(config) : [];
  const value: unknown = bounds.find(([key]) => key === name)?.[1] ?? null;
  if (value !== null && typeof value !== 'number') throw new CannotMap('computed-weights', name);
  return value;
}

function rangeOf(place: Range | number, length: number): { begin: number; size: number; step: number } {
  const fromEnd = (at: number) => (at < 0 ? at + length : at);
  if (typeof place === 'number') return { begin: fromEnd(place), size: 1, step: 1 };
  const step = place.step ?? 1;
  if (step < 1) throw new CannotMap('attributes', `step ${step}`);
  const begin = fromEnd(place.start ?? 0);
  const stop = Math.min(length, fromEnd(place.stop ?? length));
  const size = Math.ceil((stop - begin) / step);
  if (begin < 0 || size < 1) throw new CannotMap('attributes', `${begin}:${stop}`);
  return { begin, size, step };
}
