import type { PaddingParameter } from '../../../../layers/parameter';
import { paddingSides } from '../../../../layers/window';
import { existing, type TfjsForm } from '../form';
import { addZeros } from '../window';

/** `ZeroPadding2D`. */
export const zeroPadding2d: TfjsForm<{ readonly padding: PaddingParameter }> = {
  type: 'zeroPadding2d',
  // The layer has no named paddings.
  write: (builder, { padding }, [input]) =>
    addZeros(builder, existing(input).name, paddingSides(padding === 'same' ? 'valid' : padding)),
};
