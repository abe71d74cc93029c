import { cellsOfWindows } from '../../../../layers/adaptive-windows';
import { adaptivePooling } from './adaptive-pooling';

/** `MaxPool` where all windows are alike; else `Gather` lays them side by side, each as large as the largest. */
export const adaptiveMaxPooling2d = adaptivePooling(
  'adaptiveMaxPooling2d',
  'MaxPool',
  (builder, name, [height, width], [rows, columns]) => {
    const down = cellsOfWindows(height, rows);
    const across = cellsOfWindows(width, columns);
    const chosenRows = builder.node('Gather', [name, builder.integers(down.cells)], { axis: 2 });
    const chosen = builder.node('Gather', [chosenRows, builder.integers(across.cells)], { axis: 3 });
    const window = [down.size, across.size];
    return builder.node('MaxPool', [chosen], { kernel_shape: window, strides: window });
  },
);
