import { attr } from './attributes';
import type { Attribute } from './op-graph';

/** Zeros put around an image before a window slides over it. */
export type ExplicitPadding = readonly [top: number, bottom: number, left: number, right: number];

/**
 * How a window meets the border: `VALID` stays inside, `SAME` pads so that the output has `ceil(size / stride)` positions
 * (the odd zero goes below and to the right), or this many rows and columns explicitly.
 */
export type WindowPadding = 'SAME' | 'VALID' | ExplicitPadding;

export interface WindowOptions {
  /** `[height, width]` */
  readonly strides: readonly [number, number];
  readonly padding: WindowPadding;
}

/** Rows and columns of padding a window really meets. */
export function explicitPadding(
  padding: WindowPadding,
  size: readonly [number, number],
  window: readonly [number, number],
  strides: readonly [number, number],
): ExplicitPadding {
  if (padding === 'VALID') return [0, 0, 0, 0];
  if (padding !== 'SAME') return padding;
  const [top, bottom] = samePadding(size[0], window[0], strides[0]);
  const [left, right] = samePadding(size[1], window[1], strides[1]);
  return [top, bottom, left, right];
}

function samePadding(size: number, window: number, stride: number): [number, number] {
  const positions = Math.ceil(size / stride);
  const total = Math.max((positions - 1) * stride + window - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** `[height, width]` of what a window of that size leaves: floor((size + padding - window) / stride) + 1 per axis. */
export function windowOutputSize(
  size: readonly [number, number],
  window: readonly [number, number],
  options: WindowOptions,
): [number, number] {
  const [top, bottom, left, right] = explicitPadding(options.padding, size, window, options.strides);
  const height = Math.floor((size[0] + top + bottom - window[0]) / options.strides[0]) + 1;
  const width = Math.floor((size[1] + left + right - window[1]) / options.strides[1]) + 1;
  if (height < 1 || width < 1) {
    throw new Error(`a ${window.join(' × ')} window does not fit ${size.join(' × ')} with that padding`);
  }
  return [height, width];
}

/** The attributes `strides`, `padding`, `explicit_paddings` and `data_format` of TensorFlow's window ops. */
export function windowAttributes(options: WindowOptions): Record<string, Attribute> {
  const { padding, strides } = options;
  const named = typeof padding === 'string' ? padding : padding.every((p) => p === 0) ? 'VALID' : 'EXPLICIT';
  const explicit = named === 'EXPLICIT' && typeof padding !== 'string' ? [0, 0, ...padding, 0, 0] : [];
  return {
    strides: attr.ints([1, strides[0], strides[1], 1]),
    padding: attr.string(named),
    explicit_paddings: attr.ints(explicit),
    data_format: attr.string('NHWC'),
  };
}
