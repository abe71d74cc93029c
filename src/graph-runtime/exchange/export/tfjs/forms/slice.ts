import type { SliceParameters } from '../../../../layers/slice';
import { takenChannels } from '../channels';
import { existing, NotInTfjs, type TfjsForm } from '../form';

/** Of channels; of rows and columns, no layer there takes a part. */
export const slice: TfjsForm<SliceParameters> = {
  type: 'slice',
  write(builder, { begin, size, axis, step }, [input]) {
    if (axis !== 'channels') throw new NotInTfjs('no-tfjs-form');
    const { name, shape } = existing(input);
    const channels = shape[shape.length - 1] ?? 1;
    return takenChannels(builder, name, channels, { begin, size, step });
  },
};
