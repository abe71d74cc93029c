import { uniformWindows } from '../../../../layers/adaptive-windows';
import { existing, NotInTfjs, type TfjsForm } from '../form';

/** `AveragePooling2D` where all windows are alike. */
export const adaptiveAveragePooling2d = adaptivePooling('adaptiveAveragePooling2d', 'AveragePooling2D');

/** `MaxPooling2D` where all windows are alike. */
export const adaptiveMaxPooling2d = adaptivePooling('adaptiveMaxPooling2d', 'MaxPooling2D');

function adaptivePooling(
  type: string,
  className: string,
): TfjsForm<{ readonly outputSize: readonly [number, number] }> {
  return {
    type,
    write(builder, { outputSize }, [input]) {
      const { name, shape } = existing(input);
      const [height = 1, width = 1] = shape;
      if (outputSize[0] === height && outputSize[1] === width) return name;
      const uniform = uniformWindows([height, width], outputSize);
      if (uniform === null) throw new NotInTfjs('tfjs-adaptive-windows');
      return builder.layer(className, [name], {
        ...{ pool_size: [...uniform.window], strides: [...uniform.strides] },
        ...{ padding: 'valid', data_format: 'channels_last' },
      });
    },
  };
}
