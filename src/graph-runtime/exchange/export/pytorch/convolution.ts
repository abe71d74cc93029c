import { type ConvolutionWindow, convolutionWindow } from '../../../layers/convolution';
import { windowSides } from '../../../layers/python';
import type { Sides } from '../../../layers/window';
import { type PythonValue, pair } from '../python/value';

/** A way to pad a convolution: the class to take, and its arguments. */
export interface PaddingForm {
  /** `plain`: PyTorch's own; `same`: for any size of images and stride; `sides`: each side by itself. */
  readonly kind: 'plain' | 'same' | 'sides';
  readonly keywords: Readonly<Record<string, readonly [PythonValue, PythonValue?]>>;
}

/** `(left, right, top, bottom)`, as `F.pad` takes it. */
export function padTuple({ left, right, top, bottom }: Sides): PythonValue {
  return [left, right, top, bottom];
}

/** Ways to pad, the usual one first: PyTorch pads both sides of an axis alike. */
export function paddingForms(
  parameters: ConvolutionWindow,
  shape: readonly number[],
): readonly PaddingForm[] {
  const sides = windowSides(convolutionWindow(parameters, shape));
  const shared = {
    stride: [pair(parameters.strides), 1],
    dilation: [pair(parameters.dilationRate), 1],
  } as const;
  const forms: PaddingForm[] = [];
  if (sides.top === sides.bottom && sides.left === sides.right) {
    forms.push({ kind: 'plain', keywords: { ...shared, padding: [pair([sides.top, sides.left]), 0] } });
  }
  if (parameters.padding === 'same') forms.push({ kind: 'same', keywords: shared });
  return [...forms, { kind: 'sides', keywords: { ...shared, pad: [padTuple(sides)] } }];
}

export const CONVOLUTION_CLASS = { plain: 'nn.Conv2d', same: 'Conv2dSame', sides: 'PaddedConv2d' } as const;
