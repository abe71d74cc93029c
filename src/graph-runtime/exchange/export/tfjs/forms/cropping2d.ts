import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import { existing, type TfjsForm } from '../form';

/** `Cropping2D`. */
export const cropping2d: TfjsForm<{ readonly cropping: PaddingParameter }> = {
  type: 'cropping2d',
  write(builder, { cropping }, [input]) {
    // The layer has no named croppings.
    const { top, bottom, left, right } = sidesOf(cropping);
    const sides = [
      [top, bottom],
      [left, right],
    ];
    return builder.layer('Cropping2D', [existing(input).name], { cropping: sides });
  },
};
