import { uniformWindow } from '../../../../layers/adaptive-windows';
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
    write(builder, { outputSize: [rows, columns] }, [input]) {
      const { name, shape } = existing(input);
      const [height = 1, width = 1] = shape;
      if (rows === height && columns === width) return name;
      const [vertical, horizontal] = [uniformWindow(height, rows), uniformWindow(width, columns)];
      if (vertical === null || horizontal === null) throw new NotInTfjs('tfjs-adaptive-windows');
      return builder.layer(className, [name], {
        ...{ pool_size: [vertical.size, horizontal.size], strides: [vertical.stride, horizontal.stride] },
        ...{ padding: 'valid', data_format: 'channels_last' },
      });
    },
  };
}
