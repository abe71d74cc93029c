import type { BatchNormalizationParameters } from '../../../../layers/batch-normalization';
import { existing, type TfjsForm, weightOf } from '../form';

/** `BatchNormalization`, on running statistics. */
export const batchNormalization: TfjsForm<BatchNormalizationParameters> = {
  type: 'batchNormalization',
  write(builder, { epsilon, center, scale }, [input]) {
    const weights = {
      ...(scale && { gamma: weightOf('gamma') }),
      ...(center && { beta: weightOf('beta') }),
      moving_mean: weightOf('movingMean'),
      moving_variance: weightOf('movingVariance'),
    };
    const config = { axis: -1, epsilon, center, scale };
    return builder.layer('BatchNormalization', [existing(input).name], config, weights);
  },
};
