import { existing, type TfjsForm, weightOf } from '../form';

/** `LayerNormalization` over the channels. */
export const layerNormalization: TfjsForm<{ readonly epsilon: number }> = {
  type: 'layerNormalization',
  write: (builder, { epsilon }, [input]) =>
    builder.layer(
      'LayerNormalization',
      [existing(input).name],
      { axis: -1, epsilon },
      { gamma: weightOf('gamma'), beta: weightOf('beta') },
    ),
};
