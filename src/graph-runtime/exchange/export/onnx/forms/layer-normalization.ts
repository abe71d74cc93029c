import { float, type OnnxForm } from '../form';
import { withChannelsLast } from '../layout';
import { existing } from '../one-operator';

/** `LayerNormalization` over the channels, at each place by itself. */
export const layerNormalization: OnnxForm<{ readonly epsilon: number }> = {
  type: 'layerNormalization',
  write: (builder, { epsilon }, [input]) =>
    withChannelsLast(builder, existing(input), (x) =>
      builder.node('LayerNormalization', [x, builder.weight('gamma'), builder.weight('beta')], {
        axis: -1,
        epsilon: float(epsilon),
      }),
    ),
};
