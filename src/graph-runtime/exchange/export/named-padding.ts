import type { Window, WindowAxis } from '../../layers/window';

/** What Keras and TensorFlow.js call the padding of a window: they know `valid` and `same` only. */

function isValid({ before, after, overhang }: WindowAxis): boolean {
  return before === 0 && after === 0 && overhang === 0;
}

/** Whether `same` pads this axis as the window has it: the smaller half before, the rest after. */
export function isSame({
  input,
  kernel,
  stride,
  dilation,
  before,
  after,
  overhang,
  output,
}: WindowAxis): boolean {
  if (output !== Math.ceil(input / stride)) return false;
  const span = dilation * (kernel - 1) + 1;
  const total = Math.max(0, (output - 1) * stride + span - input);
  const first = Math.floor(total / 2);
  // What lies after the last window counts nowhere.
  return before === first && after + overhang >= total - first;
}

/** `padding` of a pooling whose padded cells count nowhere; null where none means the same. */
export function namedPadding({ height, width }: Window): 'valid' | 'same' | null {
  if (isValid(height) && isValid(width)) return 'valid';
  return isSame(height) && isSame(width) ? 'same' : null;
}
