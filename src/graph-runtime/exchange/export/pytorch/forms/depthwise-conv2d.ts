import type { ConvolutionWindow } from '../../../../layers/convolution';
import { imageOf } from '../../../../layers/shape-rules';
import { pair } from '../../python/value';
import { CONVOLUTION_CLASS, paddingForms } from '../convolution';
import { module, type PytorchForm } from '../form';
import { DEPTHWISE_KERNEL } from '../layout';

/** `nn.Conv2d` with a group for each channel. */
export const depthwiseConv2d: PytorchForm<
  ConvolutionWindow & { readonly depthMultiplier: number; readonly useBias: boolean }
> = {
  type: 'depthwiseConv2d',
  write(parameters, inputs) {
    const { kernelSize, depthMultiplier, useBias } = parameters;
    const image = imageOf(inputs);
    const channels = image[2];
    const dims = [channels * depthMultiplier, 1, ...kernelSize];
    return paddingForms(parameters, image).map(({ kind, keywords }) =>
      module(
        CONVOLUTION_CLASS[kind],
        { in_channels: channels, out_channels: channels * depthMultiplier, kernel_size: pair(kernelSize) },
        { ...keywords, groups: [channels, 1], bias: [useBias, true] },
        [
          { weight: 'kernel', attribute: 'weight', permutation: DEPTHWISE_KERNEL, dims },
          ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
        ],
      ),
    );
  },
};
