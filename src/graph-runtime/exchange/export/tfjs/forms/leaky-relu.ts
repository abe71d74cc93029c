import { existing, type TfjsForm } from '../form';

/** `LeakyReLU`. */
export const leakyRelu: TfjsForm<{ readonly negativeSlope: number }> = {
  type: 'leakyRelu',
  write: (builder, { negativeSlope }, [input]) =>
    builder.layer('LeakyReLU', [existing(input).name], { alpha: negativeSlope }),
};
