import type { Conv2dTransposeParameters } from '../../../../layers/conv2d-transpose';
import { type TransposedAxis, transposedWindow } from '../../../../layers/transposed-window';
import { biasIf, existing, NotInTfjs, type TfjsForm, weightOf } from '../form';

type Pair = readonly [number, number];

/** `Conv2DTranspose`, of which what padding takes away is cut off by `Cropping2D`. */
export const conv2dTranspose: TfjsForm<Conv2dTransposeParameters> = {
  type: 'conv2dTranspose',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { filters, kernelSize, strides, useBias } = parameters;
    const { height, width } = transposedWindow(parameters, shape);
    const cuts = [cutsOf(height), cutsOf(width)];
    const config = {
      ...{ filters, kernel_size: kernelSize, strides, padding: 'valid' },
      ...{ data_format: 'channels_last', use_bias: useBias },
    };
    const weights = { kernel: weightOf('kernel'), ...biasIf(useBias) };
    const whole = builder.layer('Conv2DTranspose', [name], config, weights);
    return cuts.flat().every((cells) => cells === 0)
      ? whole
      : builder.layer('Cropping2D', [whole], { cropping: cuts });
  },
};

/** There, the output is as long as the kernels reach, but at least the input times the stride. */
function cutsOf({ kernel, stride, before, after, extra }: TransposedAxis): Pair {
  const beyond = Math.max(stride - kernel, 0);
  if (after + beyond < extra) throw new NotInTfjs('no-tfjs-form');
  return [before, after + beyond - extra];
}
