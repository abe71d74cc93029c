import { expression, input, type PytorchForm } from './form';

/** A pooling over the whole image, whose two axes of size 1 may be dropped. */
export function globalPooling(
  type: string,
  method: string,
): PytorchForm<{ readonly keepDimensions: boolean }> {
  return {
    type,
    write: (parameters) => [
      expression(input(0), `.${method}(dim=(2, 3)${parameters.keepDimensions ? ', keepdim=True' : ''})`),
    ],
  };
}
