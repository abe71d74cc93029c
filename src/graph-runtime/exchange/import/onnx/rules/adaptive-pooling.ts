import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import type { Activation } from '../values';

/** What idioms have made of windows of several sizes (`idioms/adaptive-pooling.ts`). */
export const ADAPTIVE_AVERAGE = 'AdaptiveAveragePool';
export const ADAPTIVE_MAXIMUM = 'AdaptiveMaxPool';

export const adaptiveAveraging: OnnxRule = {
  operators: [ADAPTIVE_AVERAGE],
  map: (operation) => adaptive(operation, 'adaptiveAveragePooling2d'),
};

export const adaptiveMaximum: OnnxRule = {
  operators: [ADAPTIVE_MAXIMUM],
  map: (operation) => adaptive(operation, 'adaptiveMaxPooling2d'),
};

function adaptive(operation: OnnxOperation, type: string): Activation {
  const x = operation.image(0);
  const [rows = 1, columns = 1] = operation.numbers('output_size') ?? [];
  const from = operation.numbers('input_size') ?? [];
  if (from.join() !== x.node.shape.slice(0, 2).join()) throw new CannotMap('shape', from.join(' × '));
  return operation.layer(type, { inputs: [x], parameters: { outputSize: [rows, columns] } });
}
