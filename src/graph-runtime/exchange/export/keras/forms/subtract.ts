import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** `Subtract`; of more than two, the others are added up first. */
export const subtract: KerasFormOf = {
  type: 'subtract',
  write(_parameters, { inputs }) {
    if (inputs.length === 1) return row();
    if (inputs.length === 2) return row(layer('Subtract'));
    const others = inputs.slice(1).map((_, index) => index + 1);
    const calls = [
      layer('Add', {}, { suffix: 'sum', inputs: others }),
      layer('Subtract', {}, { inputs: [0, { call: 0 }] }),
    ];
    return { calls, helper: { name: 'subtract_all', arguments: {} } };
  },
};
