import { expression, input, number, type PytorchForm } from '../form';

/** `x * scale + offset`. */
export const rescaling: PytorchForm<{ readonly scale: number; readonly offset: number }> = {
  type: 'rescaling',
  write({ scale, offset }) {
    const both = expression(input(0), ' * ', number('scale', scale), ' + ', number('offset', offset));
    return offset === 0 ? [expression(input(0), ' * ', number('scale', scale)), both] : [both];
  },
};
