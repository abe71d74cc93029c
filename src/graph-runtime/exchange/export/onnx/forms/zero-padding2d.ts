import type { PaddingParameter } from '../../../../layers/parameter';
import { sidesOf } from '../../../../layers/sides';
import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

const MODES: Readonly<Record<string, string>> = { reflect: 'reflect', replicate: 'edge' };

/** `Pad`, with zeros by default. */
export const zeroPadding2d: OnnxForm<{ readonly padding: PaddingParameter; readonly mode: string }> = {
  type: 'zeroPadding2d',
  write(builder, { padding, mode }, [input]) {
    const { top, bottom, left, right } = sidesOf(padding);
    const widths = builder.integers([0, 0, top, left, 0, 0, bottom, right]);
    const name = MODES[mode];
    return builder.node('Pad', [nameOf(input), widths], name === undefined ? {} : { mode: name });
  },
};
