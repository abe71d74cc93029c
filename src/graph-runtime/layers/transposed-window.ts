import type { PaddingParameter } from './parameter';
import type { Pair } from './window-parameters';
import { paddingSides } from './window';

/**
 * Arithmetic of transposed convolution, for one axis at a time. With input size `n`, kernel size `k` and stride `s`, the kernels reach over
 * `(n − 1) s + k` cells. Padding takes cells away there, as it adds them for the convolution that goes the other way.
 */

/** One axis. */
export interface TransposedAxis {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  /** Cells of the reach that are cut off before the first and after the last cell of the output. */
  readonly before: number;
  readonly after: number;
  /** Cells beyond the reach, after its end, which hold nothing but the bias. */
  readonly extra: number;
  /** Size of the output; below 1 when the padding takes everything away. */
  readonly output: number;
}

export interface TransposedWindow {
  readonly height: TransposedAxis;
  readonly width: TransposedAxis;
}

interface TransposedSettings {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: PaddingParameter;
  readonly outputPadding: Pair;
}

/**
 * Both axes over an image `[height, width, channels]`. Named paddings are Keras's and TensorFlow's: `same` makes `n s` cells, `valid`
 * as many as the kernels reach, but at least `n s`; numbers are PyTorch's.
 */
export function transposedWindow(
  { kernelSize, strides, padding, outputPadding }: TransposedSettings,
  [height = 0, width = 0]: readonly number[],
): TransposedWindow {
  const sides = padding === 'same' ? null : paddingSides(padding);
  const axis = (at: 0 | 1, input: number, cells: readonly [number, number] | null): TransposedAxis => {
    const [kernel, stride] = [kernelSize[at], strides[at]];
    const missing = padding === 'same' || padding === 'valid' ? Math.max(stride - kernel, 0) : 0;
    const surplus = Math.max(kernel - stride, 0);
    const [before, after] = cells ?? [Math.floor(surplus / 2), Math.ceil(surplus / 2)];
    const extra = missing + outputPadding[at];
    const output = (input - 1) * stride + kernel + extra - before - after;
    return { input, kernel, stride, before, after, extra, output };
  };
  return {
    height: axis(0, height, sides && [sides.top, sides.bottom]),
    width: axis(1, width, sides && [sides.left, sides.right]),
  };
}

/** Cells of the input whose kernels reach a cell of the output. */
export function reachingCells(
  { input, kernel, stride, before }: TransposedAxis,
  place: number,
): readonly number[] {
  const at = place + before;
  const first = Math.max(0, Math.ceil((at - kernel + 1) / stride));
  const last = Math.min(input - 1, Math.floor(at / stride));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** `(14 − 1) · 2 + 3 − 1 − 1 = 27`. */
export function sizeFormula({ input, kernel, stride, before, after, extra, output }: TransposedAxis): string {
  const cut =
    before === 0 && after === 0 ? '' : before === after ? ` − 2 · ${before}` : ` − ${before} − ${after}`;
  return `(${input} − 1) · ${stride} + ${kernel}${extra === 0 ? '' : ` + ${extra}`}${cut} = ${output}`;
}
