import type { KerasRule } from '../layer';
import { layerScale, normalizedInput, scaledSum } from './applications';
import { convolution, dense } from './convolution';
import { embedding } from './embedding';
import { functions } from './functions';
import { dot, einsumDense, multiHeadAttention } from './attention';
import { activations, merges, pooling, regularization, shapes } from './layers';
import { groupNormalization, normalization, rmsNormalization } from './normalization';
import { activationOperations, getItem, padding, reductions, resizing } from './operations';
import { columns, recurrent, sequenceConvolution, sequencePooling } from './sequence';

const rules: readonly KerasRule[] = [
  convolution,
  dense,
  embedding,
  sequenceConvolution,
  sequencePooling,
  recurrent,
  columns,
  normalization,
  groupNormalization,
  rmsNormalization,
  multiHeadAttention,
  dot,
  einsumDense,
  reductions,
  activationOperations,
  resizing,
  padding,
  getItem,
  pooling,
  merges,
  activations,
  regularization,
  shapes,
  layerScale,
  normalizedInput,
  scaledSum,
  functions,
];

const byClass: ReadonlyMap<string, KerasRule> = new Map(
  rules.flatMap((rule) => rule.classes.map((name) => [name, rule] as const)),
);

/** The rule for a class of Keras; undefined: there is no layer for it. */
export function kerasRuleOf(className: string): KerasRule | undefined {
  return byClass.get(className);
}
