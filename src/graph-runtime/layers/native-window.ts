import type { ExplicitPadding, WindowPadding } from '../ops/window';
import { type Window, type WindowAxis, windowAxis } from './window';

/** Rows and columns of padding, those that only the overhang of ceil mode needs included. */
export function nativeSides({ height, width }: Window): ExplicitPadding {
  return [height.before, height.after + height.overhang, width.before, width.after + width.overhang];
}

/** The padding of a window as the native ops take it: by name where it has one, because the named kinds are the fast ones. */
export function nativePadding(window: Window): WindowPadding {
  const sides = nativeSides(window);
  if (sides.every((cells) => cells === 0)) return 'VALID';
  return isSamePadding(window.height) && isSamePadding(window.width) ? 'SAME' : sides;
}

/** Whether the axis is padded just as `same` would pad it. */
export function isSamePadding(axis: WindowAxis): boolean {
  const same = windowAxis(axis.input, axis.kernel, axis.stride, axis.dilation, 'same', false);
  return (
    same.before === axis.before && same.after === axis.after + axis.overhang && same.output === axis.output
  );
}
