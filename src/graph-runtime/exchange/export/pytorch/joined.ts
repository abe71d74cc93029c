import type { FunctionPart } from '../plan/piece';
import { expression, input, type PytorchForm } from './form';

/** Inputs with an operator between them; a vector beside images is one value a channel. */
export function joined(type: string, operator: string): PytorchForm {
  return {
    type,
    write(_parameters, inputs) {
      const rank = Math.max(...inputs.map(({ shape }) => shape.length));
      const parts = inputs.flatMap(({ shape }, index): FunctionPart[] => [
        ...(index === 0 ? [] : [` ${operator} `]),
        input(index),
        ...(shape.length === rank ? [] : ['[:, :, None, None]']),
      ]);
      return [expression(...parts)];
    },
  };
}
