import { type Conv1dTransposeParameters, transposedSequence } from '../../../../layers/conv1d-transpose';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `ConvTranspose` with one spatial axis, which has the channels before the positions. */
export const conv1dTranspose: OnnxForm<Conv1dTransposeParameters> = {
  type: 'conv1dTranspose',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { before, after, extra } = transposedSequence(parameters, shape[0] ?? 1);
    const turned = builder.node('Transpose', [name], { perm: [0, 2, 1] });
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    const kernel = builder.weight('kernel', { permutation: [2, 1, 0] });
    const y = builder.node('ConvTranspose', [turned, kernel, ...bias], {
      kernel_shape: [parameters.kernelSize],
      strides: [parameters.strides],
      pads: [before, after],
      output_padding: [extra],
    });
    return builder.node('Transpose', [y], { perm: [0, 2, 1] });
  },
};
