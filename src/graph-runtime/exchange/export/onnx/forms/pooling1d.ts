import { type Pooling1dParameters, windowOfPooling1d } from '../../../../layers/define-pooling1d';
import type { OnnxForm } from '../form';
import { alongSequence } from '../sequence';

/** `MaxPool` with one spatial axis. */
export const maxPooling1d = pooling('maxPooling1d', 'MaxPool');

/** `AveragePool` with one spatial axis, which does not count padding. */
export const averagePooling1d = pooling('averagePooling1d', 'AveragePool');

function pooling(type: string, operator: string): OnnxForm<Pooling1dParameters> {
  return {
    type,
    write: (builder, parameters, [input]) =>
      alongSequence(builder, operator, input, windowOfPooling1d(parameters), [], {}),
  };
}
