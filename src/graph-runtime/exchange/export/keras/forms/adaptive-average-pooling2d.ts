import { uniformWindow } from '../../../../layers/adaptive-windows';
import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** `AveragePooling2D` where all windows are alike, else `AdaptiveAveragePooling2D`. */
export const adaptiveAveragePooling2d: KerasFormOf<{ readonly outputSize: readonly [number, number] }> = {
  type: 'adaptiveAveragePooling2d',
  write({ outputSize }, { inputs }) {
    const [height = 1, width = 1] = firstShape(inputs);
    const [rows, columns] = outputSize;
    if (rows === height && columns === width) return row();
    const [vertical, horizontal] = [uniformWindow(height, rows), uniformWindow(width, columns)];
    if (vertical === null || horizontal === null)
      return row(layer('AdaptiveAveragePooling2D', { output_size: outputSize }));
    return row(
      layer('AveragePooling2D', {
        ...{ pool_size: [vertical.size, horizontal.size], strides: [vertical.stride, horizontal.stride] },
      }),
    );
  },
};
