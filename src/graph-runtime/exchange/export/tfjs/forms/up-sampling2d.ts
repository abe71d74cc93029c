import { existing, NotInTfjs, type TfjsForm } from '../form';

/** `UpSampling2D` of nearest pixels; its bilinear one takes other places between pixels. */
export const upSampling2d: TfjsForm<{
  readonly size: readonly [number, number];
  readonly interpolation: string;
}> = {
  type: 'upSampling2d',
  write(builder, { size, interpolation }, [input]) {
    if (interpolation !== 'nearest') throw new NotInTfjs('tfjs-interpolation');
    const config = { size, interpolation: 'nearest', data_format: 'channels_last' };
    return builder.layer('UpSampling2D', [existing(input).name], config);
  },
};
