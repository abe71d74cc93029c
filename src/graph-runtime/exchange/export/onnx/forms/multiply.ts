import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Mul`, of two at a time. */
export const multiply: OnnxForm = {
  type: 'multiply',
  write: (builder, _parameters, inputs) =>
    ofCommonRank(builder, inputs).reduce((product, factor) => builder.node('Mul', [product, factor])),
};
