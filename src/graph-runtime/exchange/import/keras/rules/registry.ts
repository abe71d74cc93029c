import type { KerasRule } from '../layer';
import { layerScale, normalizedInput, scaledSum } from './applications';
import { convolution, dense } from './convolution';
import { embedding } from './embedding';
import { functions } from './functions';
import { activations, merges, normalization, pooling, regularization, shapes } from './layers';
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
