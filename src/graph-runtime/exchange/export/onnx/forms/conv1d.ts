import { type Conv1dParameters, windowOfConv1d } from '../../../../layers/conv1d';
import type { OnnxForm } from '../form';
import { alongSequence } from '../sequence';

/** `Conv` with one spatial axis. */
export const conv1d: OnnxForm<Conv1dParameters> = {
  type: 'conv1d',
  write(builder, parameters, [input]) {
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    const weights = [builder.weight('kernel', { permutation: [2, 1, 0] }), ...bias];
    const { dilationRate, groups } = parameters;
    return alongSequence(builder, 'Conv', input, windowOfConv1d(parameters), weights, {
      dilations: [dilationRate],
      group: groups,
    });
  },
};
