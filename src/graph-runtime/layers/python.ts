import { pythonCall, unlessDefault } from '../text/python-call';
import type { PaddingParameter } from './parameter';
import { paddingSides, type Sides, type Window, type WindowAxis } from './window';

/** Small pieces of Python for the lines of Keras and PyTorch code that layers give. */

export { pythonCall, unlessDefault };

/** `(3, 5)`, or `3` when both are equal. */
export function pythonPair(pair: readonly [number, number]): string {
  return pair[0] === pair[1] ? `${pair[0]}` : `(${pair[0]}, ${pair[1]})`;
}

export function pythonBoolean(value: boolean): string {
  return value ? 'True' : 'False';
}

/** `keras.Sequential([a, b])` of several layers that stand for one; a single one as it is. */
export function kerasSequence(layers: readonly string[]): string {
  return layers.length === 1 ? layers.join('') : `keras.Sequential([${layers.join(', ')}])`;
}

/** `nn.Sequential(a, b)` of several modules that stand for one; a single one as it is. */
export function pytorchSequence(modules: readonly string[]): string {
  return modules.length === 1 ? modules.join('') : `nn.Sequential(${modules.join(', ')})`;
}

function isZero(sides: Sides): boolean {
  return sides.top + sides.bottom + sides.left + sides.right === 0;
}

/**
 * Keras knows `"same"` and `"valid"` only: a numeric padding becomes a ZeroPadding2D layer before the layer. Returns that
 * layer, if one is needed, and the value of the `padding` argument.
 */
export function kerasPadding(padding: PaddingParameter): { before: string[]; argument: string | null } {
  if (padding === 'same') return { before: [], argument: '"same"' };
  const sides = paddingSides(padding);
  if (isZero(sides)) return { before: [], argument: null };
  return { before: [kerasZeroPadding(sides)], argument: null };
}

/** `keras.layers.ZeroPadding2D(...)` in its shortest form. */
export function kerasZeroPadding(sides: Sides): string {
  const isSymmetric = sides.top === sides.bottom && sides.left === sides.right;
  const argument = isSymmetric
    ? pythonPair([sides.top, sides.left])
    : `((${sides.top}, ${sides.bottom}), (${sides.left}, ${sides.right}))`;
  return pythonCall('keras.layers.ZeroPadding2D', [argument]);
}

/** The cells of padding that a window really uses, which for `same` depend on the input's size. */
export function windowSides(window: Window): Sides {
  return {
    top: window.height.before,
    bottom: window.height.after,
    left: window.width.before,
    right: window.width.after,
  };
}

/** Padding before a layer of PyTorch: a module in front of it, if one is needed, and the value of its own `padding` argument. */
interface PytorchPadding {
  readonly before: readonly string[];
  readonly argument: string | null;
}

/**
 * PyTorch pads both sides of an axis alike: an uneven padding becomes a padding module before the layer.
 */
export function pytorchPadding(window: Window): PytorchPadding {
  const sides = windowSides(window);
  if (isZero(sides)) return { before: [], argument: null };
  if (sides.top === sides.bottom && sides.left === sides.right) {
    return { before: [], argument: pythonPair([sides.top, sides.left]) };
  }
  return { before: [pytorchPad(sides)], argument: null };
}

/**
 * The same for a pooling, whose own padding is half of the window at most. A module before it makes every window full, so that
 * nothing is left to be rounded up: PyTorch would let a last window begin in the cells of the module.
 */
export function pytorchPoolPadding(
  window: Window,
  ceilMode: boolean,
  fill: '0' | '-inf' = '0',
): PytorchPadding & { readonly ceilMode: string | null } {
  const own = pytorchPadding(window);
  const fits = ({ before, kernel }: WindowAxis) => before <= Math.floor(kernel / 2);
  if (own.before.length === 0 && (own.argument === null || (fits(window.height) && fits(window.width)))) {
    return { ...own, ceilMode: ceilMode ? 'True' : null };
  }
  const sides = windowSides(window);
  const exact = { ...sides, bottom: cellsAfter(window.height), right: cellsAfter(window.width) };
  return { before: [pytorchPad(ceilMode ? exact : sides, fill)], argument: null, ceilMode: null };
}

/** The cells after an axis that its last window reaches into. */
function cellsAfter({ input, kernel, stride, before, output }: WindowAxis): number {
  return Math.max((output - 1) * stride + kernel - input - before, 0);
}

/** `nn.ZeroPad2d((left, right, top, bottom))`, or with another value. */
export function pytorchPad(sides: Sides, fill: '0' | '-inf' = '0'): string {
  const tuple = `(${sides.left}, ${sides.right}, ${sides.top}, ${sides.bottom})`;
  return fill === '0'
    ? pythonCall('nn.ZeroPad2d', [tuple])
    : pythonCall('nn.ConstantPad2d', [tuple, 'float("-inf")']);
}

/** Where PyTorch has the features of an input of that rank (without the batch axis): channels of an image first, of a sequence last. */
export function pytorchFeatureAxis(rank: number): number {
  return rank === 2 ? 2 : 1;
}
