import type { ConvolutionWindow } from '../../../../layers/convolution';
import { imageOf } from '../../../../layers/shape-rules';
import { pair } from '../../python/value';
import { paddingForms } from '../convolution';
import { module, type PytorchForm } from '../form';
import { DEPTHWISE_KERNEL, KERNEL } from '../layout';

/** A helper of two convolutions: one with a group for each channel, and one of single pixels. */
export const separableConv2d: PytorchForm<
  ConvolutionWindow & {
    readonly filters: number;
    readonly depthMultiplier: number;
    readonly useBias: boolean;
  }
> = {
  type: 'separableConv2d',
  write(parameters, inputs) {
    const { filters, kernelSize, depthMultiplier, useBias } = parameters;
    const image = imageOf(inputs);
    const channels = image[2];
    const dims = [channels * depthMultiplier, 1, ...kernelSize];
    return paddingForms(parameters, image)
      .filter(({ kind }) => kind !== 'same')
      .map(({ keywords }) =>
        module(
          'SeparableConv2d',
          { in_channels: channels, out_channels: filters, kernel_size: pair(kernelSize) },
          { ...keywords, depth_multiplier: [depthMultiplier, 1], bias: [useBias, true] },
          [
            { weight: 'depthwiseKernel', attribute: 'depthwise.weight', permutation: DEPTHWISE_KERNEL, dims },
            { weight: 'pointwiseKernel', attribute: 'pointwise.weight', permutation: KERNEL },
            ...(useBias ? [{ weight: 'bias', attribute: 'pointwise.bias' }] : []),
          ],
        ),
      );
  },
};
