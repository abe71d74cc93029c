import type { TensorType } from '../../../layers/tensor-type';
import type { FunctionPart } from '../plan/piece';
import { expression, input, type PytorchForm } from './form';

/** Inputs with an operator between them; a vector beside images is one value a channel. */
export function joined(type: string, operator: string): PytorchForm {
  return { type, write: (_parameters, inputs) => [expression(...joinedParts(operator, inputs))] };
}

/** `a + b`. */
export function joinedParts(operator: string, inputs: readonly TensorType[]): readonly FunctionPart[] {
  return inputs.flatMap((_, index) => [
    ...(index === 0 ? [] : [` ${operator} `]),
    ...broadcastInput(inputs, index),
  ]);
}

/** A function of two values, of more from left to right: `f(f(a, b), c)`. */
export function nested(type: string, callee: string): PytorchForm {
  return {
    type,
    write(_parameters, inputs) {
      const opened = `${callee}(`.repeat(inputs.length - 1);
      const parts = inputs.flatMap((_, index) => {
        const next = broadcastInput(inputs, index);
        return index === 0 ? [opened, ...next] : [', ', ...next, ')'];
      });
      return [expression(...parts)];
    },
  };
}

function broadcastInput(inputs: readonly TensorType[], index: number): readonly FunctionPart[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  return [input(index), ...(inputs[index]?.shape.length === rank ? [] : ['[:, :, None, None]'])];
}
