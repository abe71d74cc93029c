import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Slice` of height and width. */
export const cropping2d: OnnxForm<{ readonly cropping: PaddingParameter }> = {
  type: 'cropping2d',
  write(builder, { cropping }, [input]) {
    const { name, shape } = existing(input);
    const [height = 1, width = 1] = shape;
    // The layer has no named croppings.
    const { top, bottom, left, right } = sidesOf(cropping);
    const range = [
      [top, left],
      [height - bottom, width - right],
      [2, 3],
    ];
    return builder.node('Slice', [name, ...range.map((values) => builder.integers(values))]);
  },
};
