import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Max`. */
export const maximum: OnnxForm = {
  type: 'maximum',
  write(builder, _parameters, inputs) {
    const names = ofCommonRank(builder, inputs);
    return names.length === 1 ? (names[0] ?? '') : builder.node('Max', names);
  },
};
