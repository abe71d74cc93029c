import { type Conv1dParameters, windowOfConv1d } from '../../../../layers/conv1d';
import { type Conv1dTransposeParameters, transposedSequence } from '../../../../layers/conv1d-transpose';
import { type Pooling1dParameters, windowOfPooling1d } from '../../../../layers/define-pooling1d';
import { sequenceWindow } from '../../../../layers/one-dimension';
import { positionsOf } from '../../../../layers/positions';
import { module, type PytorchForm } from '../form';

/** A class around `nn.Conv1d`, which has the channels before the positions. */
export const conv1d: PytorchForm<Conv1dParameters> = {
  type: 'conv1d',
  write(parameters, inputs) {
    const [positions, channels] = positionsOf(inputs[0]);
    const { height } = sequenceWindow(windowOfConv1d(parameters), positions);
    const { filters, kernelSize, strides, dilationRate, groups, useBias } = parameters;
    return [
      module(
        'SequenceConv1d',
        { in_channels: channels, out_channels: filters, kernel_size: kernelSize },
        {
          pad: [[height.before, height.after]],
          stride: [strides, 1],
          dilation: [dilationRate, 1],
          groups: [groups, 1],
          bias: [useBias, true],
        },
        [
          { weight: 'kernel', attribute: 'weight', permutation: [2, 1, 0] },
          ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
        ],
      ),
    ];
  },
};

/** A class around `nn.ConvTranspose1d`. */
export const conv1dTranspose: PytorchForm<Conv1dTransposeParameters> = {
  type: 'conv1dTranspose',
  write(parameters, inputs) {
    const [positions, channels] = positionsOf(inputs[0]);
    const { before, after, extra } = transposedSequence(parameters, positions);
    const { filters, kernelSize, strides, useBias } = parameters;
    return [
      module(
        'SequenceConvTranspose1d',
        { in_channels: channels, out_channels: filters, kernel_size: kernelSize },
        {
          crop: [[before, after]],
          ...{ stride: [strides, 1], output_padding: [extra, 0], bias: [useBias, true] },
        },
        [
          { weight: 'kernel', attribute: 'weight', permutation: [2, 1, 0] },
          ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
        ],
      ),
    ];
  },
};

export const maxPooling1d = pooling('maxPooling1d', 'SequenceMaxPool1d');
export const averagePooling1d = pooling('averagePooling1d', 'SequenceAvgPool1d');

function pooling(type: string, callee: string): PytorchForm<Pooling1dParameters> {
  return {
    type,
    write(parameters, inputs) {
      const { height } = sequenceWindow(windowOfPooling1d(parameters), positionsOf(inputs[0])[0]);
      const { poolSize, strides } = parameters;
      const pad = [height.before, height.after];
      return [module(callee, { kernel_size: poolSize }, { stride: [strides], pad: [pad] })];
    },
  };
}
