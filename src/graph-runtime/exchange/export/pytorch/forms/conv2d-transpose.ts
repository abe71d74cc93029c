import type { Conv2dTransposeParameters } from '../../../../layers/conv2d-transpose';
import { imageOf } from '../../../../layers/shape-rules';
import { transposedWindow } from '../../../../layers/transposed-window';
import { pair } from '../../python/value';
import { padTuple } from '../convolution';
import { module, type PytorchForm } from '../form';
import { KERNEL } from '../layout';

/** `nn.ConvTranspose2d`; what is cut off unevenly, by a class that is written into the model. */
export const conv2dTranspose: PytorchForm<Conv2dTransposeParameters> = {
  type: 'conv2dTranspose',
  write(parameters, inputs) {
    const { filters, kernelSize, strides, useBias } = parameters;
    const image = imageOf(inputs);
    const { height, width } = transposedWindow(parameters, image);
    const positional = { in_channels: image[2], out_channels: filters, kernel_size: pair(kernelSize) };
    const shared = {
      stride: [pair(strides), 1],
      output_padding: [pair([height.extra, width.extra]), 0],
      bias: [useBias, true],
    } as const;
    const weights = [
      { weight: 'kernel', attribute: 'weight', permutation: KERNEL },
      ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
    ];
    const crop = padTuple({
      ...{ top: height.before, bottom: height.after },
      ...{ left: width.before, right: width.after },
    });
    const uneven = module('CroppedConvTranspose2d', positional, { ...shared, crop: [crop] }, weights);
    if (height.before !== height.after || width.before !== width.after) return [uneven];
    const padding = pair([height.before, width.before]);
    return [module('nn.ConvTranspose2d', positional, { ...shared, padding: [padding, 0] }, weights), uneven];
  },
};
