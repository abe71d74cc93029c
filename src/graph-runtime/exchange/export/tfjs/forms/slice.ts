import { axisIn } from '../../../../layers/axes';
import type { SliceParameters } from '../../../../layers/slice';
import { takenChannels } from '../channels';
import { existing, NotInTfjs, type TfjsBuilder, type TfjsForm } from '../form';

/**
 * Channels are taken by a product. Rows and columns are cropped, and of these every `step`-th is taken by a pooling over one place each;
 * positions of a sequence are the rows of an image with one column.
 */
export const slice: TfjsForm<SliceParameters> = {
  type: 'slice',
  write(builder, { axis: named, ...taken }, [input]) {
    const { name, shape } = existing(input);
    const axis = axisIn(shape, named);
    if (axis === null) throw new NotInTfjs('no-tfjs-form');
    if (axis === shape.length - 1) return takenChannels(builder, name, shape[axis] ?? 1, taken);
    if (shape.length === 3) return takenPlaces(builder, name, shape, axis, taken);
    const [positions = 1, features = 1] = shape;
    const image = [positions, 1, features];
    const rows = builder.layer('Reshape', [name], { target_shape: image });
    const chosen = takenPlaces(builder, rows, image, axis, taken);
    return builder.layer('Reshape', [chosen], { target_shape: [taken.size, features] });
  },
};

/** Of an image, along its height or width. */
function takenPlaces(
  builder: TfjsBuilder,
  input: string,
  shape: readonly number[],
  axis: number,
  { begin, size, step }: Omit<SliceParameters, 'axis'>,
): string {
  const along = <T>(own: T, other: T) => [0, 1].map((at) => (at === axis ? own : other));
  const end = begin + (size - 1) * step + 1;
  const cropping = along([begin, (shape[axis] ?? end) - end], [0, 0]);
  const part = builder.layer('Cropping2D', [input], { cropping });
  if (step === 1) return part;
  return builder.layer('MaxPooling2D', [part], {
    ...{ pool_size: [1, 1], strides: along(step, 1) },
    ...{ padding: 'valid', data_format: 'channels_last' },
  });
}
