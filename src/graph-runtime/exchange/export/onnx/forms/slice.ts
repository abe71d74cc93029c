import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';
import { existing } from '../one-operator';

/** `Slice` of the channels. */
export const slice: OnnxForm<{ readonly begin: number; readonly size: number }> = {
  type: 'slice',
  write(builder, { begin, size }, [input]) {
    const { name, shape } = existing(input);
    const range = [[begin], [begin + size], [channelAxis(shape)]];
    return builder.node('Slice', [name, ...range.map((values) => builder.integers(values))]);
  },
};
