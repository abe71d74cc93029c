import { windowSides } from '../../../layers/python';
import type { Sides, Window, WindowAxis } from '../../../layers/window';
import { type PythonValue, pair } from '../python/value';

/** The `padding` of PyTorch's own poolings, both sides of an axis alike and at most half of the window; null where it is another. */
export function ownPadding(window: Window): PythonValue | null {
  const { top, bottom, left, right } = windowSides(window);
  const fits = ({ before, kernel }: WindowAxis) => before <= Math.floor(kernel / 2);
  if (top !== bottom || left !== right || !fits(window.height) || !fits(window.width)) return null;
  return pair([top, left]);
}

/** The cells on each side that windows reach into, so that no window is cut: what rounding up adds is among them. */
export function allSides(window: Window): Sides {
  const { top, left } = windowSides(window);
  return { top, left, bottom: cellsAfter(window.height), right: cellsAfter(window.width) };
}

function cellsAfter({ input, kernel, stride, before, output }: WindowAxis): number {
  return Math.max((output - 1) * stride + kernel - input - before, 0);
}
