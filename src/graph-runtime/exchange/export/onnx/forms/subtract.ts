import { ofCommonRank } from '../broadcasting';
import type { OnnxForm } from '../form';

/** `Sub`, from left to right. */
export const subtract: OnnxForm = {
  type: 'subtract',
  write(builder, _parameters, inputs) {
    const [first = '', ...others] = ofCommonRank(builder, inputs);
    return others.reduce((result, next) => builder.node('Sub', [result, next]), first);
  },
};
