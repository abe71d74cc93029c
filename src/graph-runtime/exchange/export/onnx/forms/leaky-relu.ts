import { float, type OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `LeakyRelu`. */
export const leakyRelu: OnnxForm<{ readonly negativeSlope: number }> = {
  type: 'leakyRelu',
  write: (builder, { negativeSlope }, [input]) =>
    builder.node('LeakyRelu', [nameOf(input)], { alpha: float(negativeSlope) }),
};
