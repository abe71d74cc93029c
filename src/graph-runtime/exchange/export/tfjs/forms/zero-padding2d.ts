import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import { existing, type TfjsForm } from '../form';
import { addZeros } from '../window';

/** `ZeroPadding2D`. */
export const zeroPadding2d: TfjsForm<{ readonly padding: PaddingParameter }> = {
  type: 'zeroPadding2d',
  write: (builder, { padding }, [input]) => addZeros(builder, existing(input).name, sidesOf(padding)),
};
