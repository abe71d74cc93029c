import { cellsOfWindows, uniformWindow } from '../../../../layers/adaptive-windows';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `MaxPool` where all windows are alike; else `Gather` lays them side by side, each as large as the largest. */
export const adaptiveMaxPooling2d: OnnxForm<{ readonly outputSize: readonly [number, number] }> = {
  type: 'adaptiveMaxPooling2d',
  write(builder, { outputSize: [rows, columns] }, [input]) {
    const { name, shape } = existing(input);
    const [height = 1, width = 1] = shape;
    if (rows === height && columns === width) return name;
    const vertical = uniformWindow(height, rows);
    const horizontal = uniformWindow(width, columns);
    if (vertical !== null && horizontal !== null) {
      return builder.node('MaxPool', [name], {
        kernel_shape: [vertical.size, horizontal.size],
        strides: [vertical.stride, horizontal.stride],
      });
    }
    const down = cellsOfWindows(height, rows);
    const across = cellsOfWindows(width, columns);
    const chosenRows = builder.node('Gather', [name, builder.integers(down.cells)], { axis: 2 });
    const chosen = builder.node('Gather', [chosenRows, builder.integers(across.cells)], { axis: 3 });
    const window = [down.size, across.size];
    return builder.node('MaxPool', [chosen], { kernel_shape: window, strides: window });
  },
};
