import { existing, type TfjsForm } from '../form';

/** `GlobalMaxPooling2D`. */
export const globalMaxPooling2d: TfjsForm = {
  type: 'globalMaxPooling2d',
  write(builder, _parameters, [input]) {
    const pooled = builder.layer('GlobalMaxPooling2D', [existing(input).name], {
      data_format: 'channels_last',
    });
    const { shape } = builder.output;
    return shape.length === 1 ? pooled : builder.layer('Reshape', [pooled], { target_shape: shape });
  },
};
