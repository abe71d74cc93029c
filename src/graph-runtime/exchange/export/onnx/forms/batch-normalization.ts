import type { BatchNormalizationParameters } from '../../../../layers/batch-normalization';
import { float, type OnnxForm } from '../form';
import { withChannelsSecond } from '../layout';
import { existing } from '../one-operator';

/** `BatchNormalization` on running statistics; a scale or shift that is not learned is 1 or 0. */
export const batchNormalization: OnnxForm<BatchNormalizationParameters> = {
  type: 'batchNormalization',
  write(builder, { epsilon, center, scale }, [input]) {
    const value = existing(input);
    const channels = value.shape.at(-1) ?? 1;
    const constant = (number: number) => builder.floats(Array.from({ length: channels }, () => number));
    const gamma = scale ? builder.weight('gamma') : constant(1);
    const beta = center ? builder.weight('beta') : constant(0);
    const statistics = [builder.weight('movingMean'), builder.weight('movingVariance')];
    return withChannelsSecond(builder, value, (x) =>
      builder.node('BatchNormalization', [x, gamma, beta, ...statistics], {
        epsilon: float(epsilon),
      }),
    );
  },
};
