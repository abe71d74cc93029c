import type { PaddingParameter } from '../../../layers/parameter';
import { CannotMap } from '../network/network-builder';
import type { OnnxOperation } from './operation';

type Pair = readonly [number, number];

/** A number for each of two axes. @throws CannotMap where there are more */
export function pairOf(values: readonly number[] | undefined, otherwise: number): Pair {
  const [first = otherwise, second = otherwise, ...more] = values ?? [];
  if (more.length > 0) throw new CannotMap('axes', `${more.length + 2}`);
  return [first, second];
}

/** `[top, left, bottom, right]` as the network has padding: as short as it can be. @throws CannotMap for negative ones */
export function paddingOf(pads: readonly number[] | undefined): PaddingParameter {
  const [top = 0, left = 0, bottom = 0, right = 0, ...more] = pads ?? [];
  if (more.length > 0 || Math.min(top, left, bottom, right) < 0)
    throw new CannotMap('attributes', `pads ${pads}`);
  if (top + left + bottom + right === 0) return 'valid';
  if (top !== bottom || left !== right) return [top, bottom, left, right];
  return top === left ? top : [top, left];
}

/**
 * Kernel, strides, dilation and padding of a convolution. Where padding in numbers keeps the size at stride 1 it is called `same`.
 *
 * @param shape `[height, width, channels]` of what comes in
 */
export function windowOf(operation: OnnxOperation, kernelSize: Pair, shape: readonly number[]) {
  const strides = pairOf(operation.numbers('strides'), 1);
  const dilationRate = pairOf(operation.numbers('dilations'), 1);
  const padding = namedPadding(operation, kernelSize, strides, dilationRate, shape);
  return { kernelSize, strides, dilationRate, padding: asSame(padding, kernelSize, strides, dilationRate) };
}

/** What `auto_pad` means, or the numbers of `pads`. */
export function namedPadding(
  operation: OnnxOperation,
  kernelSize: Pair,
  strides: Pair,
  dilationRate: Pair,
  shape: readonly number[],
): PaddingParameter {
  const name = operation.text('auto_pad', 'NOTSET');
  if (name === 'NOTSET' || name === '') return paddingOf(operation.numbers('pads'));
  if (name === 'VALID') return 'valid';
  if (name === 'SAME_UPPER') return 'same';
  if (name !== 'SAME_LOWER') throw new CannotMap('attributes', `auto_pad ${name}`);
  // The odd cell goes before, where TensorFlow and the network put it after.
  const sides = [0, 1].map((axis) => {
    const [size = 1, stride = 1] = [shape[axis], strides[axis]];
    const reach = (dilationRate[axis] ?? 1) * ((kernelSize[axis] ?? 1) - 1) + 1;
    const total = Math.max((Math.ceil(size / stride) - 1) * stride + reach - size, 0);
    return [Math.ceil(total / 2), Math.floor(total / 2)] as const;
  });
  const [[top = 0, bottom = 0] = [], [left = 0, right = 0] = []] = sides;
  return paddingOf([top, left, bottom, right]);
}

function asSame(padding: PaddingParameter, kernel: Pair, strides: Pair, dilation: Pair): PaddingParameter {
  if (typeof padding === 'string' || strides.some((stride) => stride !== 1)) return padding;
  const [top = 0, second = top, left, right] = typeof padding === 'number' ? [padding] : padding;
  const sides =
    left === undefined || right === undefined ? [top, top, second, second] : [top, second, left, right];
  const wanted = [0, 1].flatMap((axis) => {
    const total = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
  return sides.every((side, at) => side === wanted[at]) ? 'same' : padding;
}
