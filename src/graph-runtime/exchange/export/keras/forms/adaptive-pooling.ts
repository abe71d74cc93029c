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
      if (uniform !== null)
        return row(layer(className, { pool_size: uniform.window, strides: uniform.strides }));
      return width === 1 || columns === 1
        ? byOneColumn(className, [height, width], outputSize)
        : row(layer(`Adaptive${className}`, { output_size: outputSize }));
    },
  };
}

/**
 * Of one column, and to one, Keras's own layer (3.15) ends the process with a division by zero. The windows of a row are pooled first, where it has
 * several columns; what remains is pooled as a row, and is each of the columns of the result.
 */
function byOneColumn(
  className: string,
  [height, width]: readonly [number, number],
  [rows, columns]: readonly [number, number],
) {
  const fixed = (size: readonly number[]) => layer(className, { pool_size: size, strides: size });
  const joined = width === 1 ? [] : [fixed([1, width])];
  const copied = (size: readonly number[]) => layer('UpSampling2D', { size });
  if (height === 1) return row(...joined, ...(rows * columns === 1 ? [] : [copied([rows, columns])]));
  const turned = () => layer('Permute', { dims: [2, 1, 3] });
  const uniform = uniformWindows([1, height], [1, rows]);
  const pooled =
    uniform === null
      ? layer(`Adaptive${className}`, { output_size: [1, rows] })
      : layer(className, { pool_size: uniform.window, strides: uniform.strides });
  const inOrder = rows === height ? [] : [turned(), pooled, turned()];
  return row(...joined, ...inOrder, ...(columns === 1 ? [] : [copied([1, columns])]));
}
