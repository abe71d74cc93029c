import type { SliceParameters } from '../../../../layers/slice';
import { constantOf, existing, NotInTfjs, type TfjsForm } from '../form';

/** A product with ones where a channel is taken: no layer there takes a part. */
export const slice: TfjsForm<SliceParameters> = {
  type: 'slice',
  write(builder, { begin, size, axis, step }, [input]) {
    if (axis !== 'channels') throw new NotInTfjs('no-tfjs-form');
    const { name, shape } = existing(input);
    const channels = shape[shape.length - 1] ?? 1;
    const values = Array.from({ length: channels * size }, (_, at) =>
      Math.floor(at / size) === begin + (at % size) * step ? 1 : 0,
    );
    const kernel = constantOf(values, [channels, size]);
    return builder.layer('Dense', [name], { units: size, use_bias: false }, { kernel });
  },
};
