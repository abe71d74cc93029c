import { type SequenceWindow, sequenceWindow } from '../../../layers/one-dimension';
import type { OnnxAttributes, OnnxBuilder, OnnxInput } from './form';
import { existing } from './one-operator';

/** An operator with a window along a sequence, which it wants with the channels before the positions. */
export function alongSequence(
  builder: OnnxBuilder,
  operator: string,
  input: OnnxInput | undefined,
  settings: SequenceWindow,
  weights: readonly string[],
  attributes: OnnxAttributes,
): string {
  const { name, shape } = existing(input);
  const { height } = sequenceWindow(settings, shape[0] ?? 1);
  const turned = builder.node('Transpose', [name], { perm: [0, 2, 1] });
  const y = builder.node(operator, [turned, ...weights], {
    kernel_shape: [height.kernel],
    strides: [height.stride],
    pads: [height.before, height.after],
    ...attributes,
  });
  return builder.node('Transpose', [y], { perm: [0, 2, 1] });
}
