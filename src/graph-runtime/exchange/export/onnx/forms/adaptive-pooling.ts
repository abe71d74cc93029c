import { uniformWindows } from '../../../../layers/adaptive-windows';
import type { OnnxBuilder, OnnxForm } from '../form';
import { existing } from '../one-operator';

type Size = readonly [height: number, width: number];

/**
 * Adaptive pooling as `operator` with a window where all windows are alike; nothing where each is one cell.
 *
 * @param writeUneven for `[channels, height, width]` images whose windows differ: from their name and size to the size wanted
 */
export function adaptivePooling(
  type: string,
  operator: 'AveragePool' | 'MaxPool',
  writeUneven: (builder: OnnxBuilder, name: string, from: Size, to: Size) => string,
): OnnxForm<{ readonly outputSize: Size }> {
  return {
    type,
    write(builder, { outputSize }, [input]) {
      const { name, shape } = existing(input);
      const [height = 1, width = 1] = shape;
      if (outputSize[0] === height && outputSize[1] === width) return name;
      const uniform = uniformWindows([height, width], outputSize);
      if (uniform === null) return writeUneven(builder, name, [height, width], outputSize);
      return builder.node(operator, [name], {
        kernel_shape: uniform.window,
        strides: uniform.strides,
      });
    },
  };
}
