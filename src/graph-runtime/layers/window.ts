import type { PaddingParameter } from './parameter';

/**
 * Arithmetic of sliding windows (convolution and pooling), for one axis at a time. With input size `n`, kernel size `k`,
 * dilation `d`, stride `s` and padding `p` before and `q` after, a window covers `e = d (k − 1) + 1` cells and fits
 * `⌊(n + p + q − e) / s⌋ + 1` times (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016).
 */

/** Padding of the four sides, in cells. */
export interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One axis of a window that fits. */
export interface WindowAxis {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Cells of padding before the first and after the last cell of the input. */
  readonly before: number;
  readonly after: number;
  /** Further cells after `after` that the last window reaches into because of rounding up (ceil mode); they count nowhere. */
  readonly overhang: number;
  /** Number of window positions: the output's size. 0 when the kernel is larger than the padded input. */
  readonly output: number;
}

export interface WindowSettings {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation?: readonly [number, number];
  readonly padding: PaddingParameter;
  readonly ceilMode?: boolean;
}

/** A window over height and width. */
export interface Window {
  readonly height: WindowAxis;
  readonly width: WindowAxis;
}

/** Cells that a kernel of size `kernel` spans when its taps are `dilation` apart. */
export function effectiveKernelSize(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/**
 * The sides of a numeric padding: one number for all, `[vertical, horizontal]`, or `[top, bottom, left, right]`.
 * `valid` is none at all. `same` depends on the input and has no fixed sides.
 */
export function paddingSides(padding: Exclude<PaddingParameter, 'same'>): Sides {
  if (padding === 'valid') return { top: 0, bottom: 0, left: 0, right: 0 };
  if (typeof padding === 'number') return { top: padding, bottom: padding, left: padding, right: padding };
  const [first = 0, second = first, third, fourth] = padding;
  if (third === undefined || fourth === undefined) {
    return { top: first, bottom: first, left: second, right: second };
  }
  return { top: first, bottom: second, left: third, right: fourth };
}

/**
 * Padding under which the output has `⌈n / s⌉` cells, as TensorFlow and Keras choose it: the odd cell goes after, so a kernel
 * of 3 with stride 2 over an even input is padded at the far side only.
 */
function samePadding(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
): readonly [number, number] {
  const output = Math.ceil(input / stride);
  const total = Math.max((output - 1) * stride + effectiveKernelSize(kernel, dilation) - input, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** Computes one axis; `padding` is `'same'` or the cells `[before, after]`. */
export function windowAxis(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: 'same' | readonly [number, number],
  ceilMode: boolean,
): WindowAxis {
  const [before, after] = padding === 'same' ? samePadding(input, kernel, stride, dilation) : padding;
  const effective = effectiveKernelSize(kernel, dilation);
  const room = input + before + after - effective;
  let output = Math.max(Math.floor(room / stride) + 1, 0);
  if (ceilMode && padding !== 'same') {
    // PyTorch's rule: a window may hang over by less than a stride, so the last one reaches the end ...
    output = Math.max(Math.ceil(room / stride) + 1, 0);
    // ... but it must begin inside the input or the padding before it, or it would see nothing.
    if ((output - 1) * stride >= input + before) output -= 1;
  }
  if (output === 0) return { input, kernel, stride, dilation, before, after, overhang: 0, output };
  const overhang = Math.max((output - 1) * stride + effective - (input + before + after), 0);
  return { input, kernel, stride, dilation, before, after, overhang, output };
}

/** Both axes of a window over an image of `[height, width, channels]`. */
export function windowOver(shape: readonly number[], settings: WindowSettings): Window {
  const [height = 0, width = 0] = shape;
  const dilation = settings.dilation ?? [1, 1];
  const ceilMode = settings.ceilMode ?? false;
  const sides = settings.padding === 'same' ? null : paddingSides(settings.padding);
  return {
    height: windowAxis(
      height,
      settings.kernel[0],
      settings.strides[0],
      dilation[0],
      sides === null ? 'same' : [sides.top, sides.bottom],
      ceilMode,
    ),
    width: windowAxis(
      width,
      settings.kernel[1],
      settings.strides[1],
      dilation[1],
      sides === null ? 'same' : [sides.left, sides.right],
      ceilMode,
    ),
  };
}

/** The largest kernel size that fits the padded input at the given dilation; 0 when not even one cell does. */
export function largestFittingKernel(axis: WindowAxis): number {
  const room = axis.input + axis.before + axis.after;
  return room < 1 ? 0 : Math.floor((room - 1) / axis.dilation) + 1;
}

/** True when the window reads padding anywhere, counted or not. */
export function isPadded(window: Window): boolean {
  return [window.height, window.width].some((axis) => axis.before + axis.after + axis.overhang > 0);
}

/**
 * How many cells of the input (`countPadding` false) or of input and padding each window position covers. Cells of the
 * overhang never count (PyTorch's average pooling in ceil mode).
 */
export function coveredCells(axis: WindowAxis, countPadding: boolean): number[] {
  const first = countPadding ? -axis.before : 0;
  const end = countPadding ? axis.input + axis.after : axis.input;
  return Array.from({ length: axis.output }, (_, position) => {
    const start = position * axis.stride - axis.before;
    let cells = 0;
    for (let tap = 0; tap < axis.kernel; tap += 1) {
      const cell = start + tap * axis.dilation;
      if (cell >= first && cell < end) cells += 1;
    }
    return cells;
  });
}
