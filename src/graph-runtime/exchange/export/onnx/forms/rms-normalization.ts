import type { OnnxForm } from '../form';
import { channelAxis, perChannel } from '../layout';
import { existing } from '../one-operator';

/** `x / √(mean of x² + ε)` over the channels: `RMSNormalization` comes with opset 23. */
export const rmsNormalization: OnnxForm<{ readonly epsilon: number }> = {
  type: 'rmsNormalization',
  write(builder, { epsilon }, [input]) {
    const { name, shape } = existing(input);
    const square = builder.node('Mul', [name, name]);
    const mean = builder.node('ReduceMean', [square], { axes: [channelAxis(shape)], keepdims: 1 });
    const size = builder.node('Sqrt', [builder.node('Add', [mean, builder.floats([epsilon], [])])]);
    return builder.node('Mul', [
      builder.node('Div', [name, size]),
      builder.weight('gamma', perChannel(shape)),
    ]);
  },
};
