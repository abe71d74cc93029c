import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** Passes its input on when predicting; whoever trains the file further, or imports it, has its rate. */
export const dropout: OnnxForm<{ readonly rate: number }> = {
  type: 'dropout',
  write: (builder, { rate }, [input]) => builder.node('Dropout', [nameOf(input), builder.floats([rate], [])]),
};
