import type { ConvolutionWindow } from '../../../../layers/convolution';
import { imageOf } from '../../../../layers/shape-rules';
import { pair } from '../../python/value';
import { CONVOLUTION_CLASS, paddingForms } from '../convolution';
import { module, type PytorchForm } from '../form';
import { KERNEL } from '../layout';

/** `nn.Conv2d`. */
export const conv2d: PytorchForm<
  ConvolutionWindow & { readonly filters: number; readonly groups: number; readonly useBias: boolean }
> = {
  type: 'conv2d',
  write(parameters, inputs) {
    const { filters, kernelSize, groups, useBias } = parameters;
    const image = imageOf(inputs);
    return paddingForms(parameters, image).map(({ kind, keywords }) =>
      module(
        CONVOLUTION_CLASS[kind],
        { in_channels: image[2], out_channels: filters, kernel_size: pair(kernelSize) },
        { ...keywords, groups: [groups, 1], bias: [useBias, true] },
        [
          { weight: 'kernel', attribute: 'weight', permutation: KERNEL },
          ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
        ],
      ),
    );
  },
};
