import { existing, type TfjsForm } from '../form';

/** `GlobalAveragePooling2D`. */
export const globalAveragePooling2d: TfjsForm = {
  type: 'globalAveragePooling2d',
  write(builder, _parameters, [input]) {
    const pooled = builder.layer('GlobalAveragePooling2D', [existing(input).name], {
      data_format: 'channels_last',
    });
    const { shape } = builder.output;
    return shape.length === 1 ? pooled : builder.layer('Reshape', [pooled], { target_shape: shape });
  },
};
