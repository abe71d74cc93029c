import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import { existing, NotInTfjs, type TfjsForm } from '../form';
import { addZeros } from '../window';

/** `ZeroPadding2D`, which knows nothing but zeros. */
export const zeroPadding2d: TfjsForm<{ readonly padding: PaddingParameter; readonly mode: string }> = {
  type: 'zeroPadding2d',
  write(builder, { padding, mode }, [input]) {
    if (mode !== 'zeros') throw new NotInTfjs('no-tfjs-form');
    return addZeros(builder, existing(input).name, sidesOf(padding));
  },
};
