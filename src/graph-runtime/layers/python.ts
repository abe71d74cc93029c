import type { PaddingParameter } from './parameter';
import { paddingSides, type Sides, type Window } from './window';

/** Small pieces of Python for the lines of Keras and PyTorch code that layers give. */

/** `(3, 5)`, or `3` when both are equal. */
export function pythonPair(pair: readonly [number, number]): string {
  return pair[0] === pair[1] ? `${pair[0]}` : `(${pair[0]}, ${pair[1]})`;
}

export function pythonBoolean(value: boolean): string {
  return value ? 'True' : 'False';
}

/** A call with positional arguments and then keyword arguments; keywords whose value is null are left out. */
export function pythonCall(
  callee: string,
  positional: readonly (string | number)[] = [],
  keywords: Readonly<Record<string, string | number | null>> = {},
): string {
  const named = Object.entries(keywords)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`);
  return `${callee}(${[...positional, ...named].join(', ')})`;
}

/** `value` as a keyword argument unless it is the framework's default. */
export function unlessDefault<T extends string | number>(value: T, byDefault: T): T | null {
  return value === byDefault ? null : value;
}

/** `"he_normal"` of `heNormal`: Keras' initialisers by name. */
export function kerasInitializer(name: string): string {
  return `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
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

/**
 * PyTorch pads both sides of an axis alike: an uneven padding becomes a padding module before the layer. Returns that module,
 * if one is needed, and the value of the `padding` argument.
 */
export function pytorchPadding(
  window: Window,
  fill: '0' | '-inf' = '0',
): { before: string[]; argument: string | null } {
  const sides = windowSides(window);
  if (isZero(sides)) return { before: [], argument: null };
  if (sides.top === sides.bottom && sides.left === sides.right) {
    return { before: [], argument: pythonPair([sides.top, sides.left]) };
  }
  return { before: [pytorchPad(sides, fill)], argument: null };
}

/** `nn.ZeroPad2d((left, right, top, bottom))`, or with another value. */
export function pytorchPad(sides: Sides, fill: '0' | '-inf' = '0'): string {
  const tuple = `(${sides.left}, ${sides.right}, ${sides.top}, ${sides.bottom})`;
  return fill === '0'
    ? pythonCall('nn.ZeroPad2d', [tuple])
    : pythonCall('nn.ConstantPad2d', [tuple, 'float("-inf")']);
}
