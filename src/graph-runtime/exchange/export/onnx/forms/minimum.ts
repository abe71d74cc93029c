import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Min`. */
export const minimum: OnnxForm = {
  type: 'minimum',
  write(builder, _parameters, inputs) {
    const names = ofCommonRank(builder, inputs);
    return names.length === 1 ? (names[0] ?? '') : builder.node('Min', names);
  },
};
