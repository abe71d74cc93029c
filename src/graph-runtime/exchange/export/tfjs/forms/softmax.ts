import { existing, type TfjsForm } from '../form';

/** Over the last axis. */
export const softmax: TfjsForm = {
  type: 'softmax',
  write: (builder, _parameters, [input]) => builder.layer('Softmax', [existing(input).name], { axis: -1 }),
};
