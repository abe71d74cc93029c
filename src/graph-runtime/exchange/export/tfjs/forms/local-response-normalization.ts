import { OWN_CLASSES } from '../files/own-layers';
import { existing, type TfjsForm } from '../form';

/** A class that is written beside the model: no layers of TensorFlow.js compute a power of -0.75 (decision 0297). */
export const localResponseNormalization: TfjsForm<{
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
}> = {
  type: 'localResponseNormalization',
  write: (builder, { size, alpha, beta, bias }, [input]) =>
    builder.layer(OWN_CLASSES.localResponseNormalization, [existing(input).name], {
      depth_radius: (size - 1) / 2,
      ...{ alpha: alpha / size, beta, bias },
    }),
};
