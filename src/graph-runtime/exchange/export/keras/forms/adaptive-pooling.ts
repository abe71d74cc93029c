import { uniformWindows } from '../../../../layers/adaptive-windows';
import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** `AveragePooling2D` where all windows are alike, else `AdaptiveAveragePooling2D`. */
export const adaptiveAveragePooling2d = adaptivePooling('adaptiveAveragePooling2d', 'AveragePooling2D');

/** `MaxPooling2D` where all windows are alike, else `AdaptiveMaxPooling2D`. */
export const adaptiveMaxPooling2d = adaptivePooling('adaptiveMaxPooling2d', 'MaxPooling2D');

function adaptivePooling(
  type: string,
  className: string,
): KerasFormOf<{ readonly outputSize: readonly [number, number] }> {
  return {
    type,
    write({ outputSize }, { inputs }) {
      const [height = 1, width = 1] = firstShape(inputs);
      const [rows, columns] = outputSize;
      if (rows === height && columns === width) return row();
      const uniform = uniformWindows([height, width], outputSize);
      if (uniform === null) return row(layer(`Adaptive${className}`, { output_size: outputSize }));
      return row(layer(className, { pool_size: uniform.window, strides: uniform.strides }));
    },
  };
}
