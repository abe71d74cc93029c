import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Pad` with zeros. */
export const zeroPadding2d: OnnxForm<{ readonly padding: PaddingParameter }> = {
  type: 'zeroPadding2d',
  write(builder, { padding }, [input]) {
    const { top, bottom, left, right } = sidesOf(padding);
    return builder.node('Pad', [nameOf(input), builder.integers([0, 0, top, left, 0, 0, bottom, right])]);
  },
};
