import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import { NotInKeras, operation, row, zeros } from '../call';
import type { KerasFormOf } from '../form';

/** `ZeroPadding2D`, or `ops.pad` for a mirror image; TensorFlow repeats no edges. */
export const zeroPadding2d: KerasFormOf<{ readonly padding: PaddingParameter; readonly mode: string }> = {
  type: 'zeroPadding2d',
  write({ padding, mode }) {
    const { top, bottom, left, right } = sidesOf(padding);
    if (mode === 'zeros') return row(...zeros(sidesOf(padding)).map(({ suffix: _, ...call }) => call));
    if (mode !== 'reflect') throw new NotInKeras('no-keras-form');
    const widths = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    return row(operation('pad', { pad_width: widths, mode }));
  },
};
