import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Mean`. */
export const average: OnnxForm = {
  type: 'average',
  write(builder, _parameters, inputs) {
    const names = ofCommonRank(builder, inputs);
    return names.length === 1 ? (names[0] ?? '') : builder.node('Mean', names);
  },
};
