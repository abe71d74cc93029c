import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Add` of two, `Sum` of more. */
export const add: OnnxForm = {
  type: 'add',
  write(builder, _parameters, inputs) {
    const terms = ofCommonRank(builder, inputs);
    const [only = ''] = terms;
    return terms.length === 1 ? only : builder.node(terms.length === 2 ? 'Add' : 'Sum', terms);
  },
};
