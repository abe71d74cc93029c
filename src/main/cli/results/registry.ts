import type { EvaluationResult } from '../../../contract/contract';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { maskText } from './mask';
import { numbersText } from './numbers';
import { classText } from './one-class';
import type { ResultText } from './result-text';
import { classesText } from './several-classes';
import { tupleText } from './tuples';
import { errorsText } from './value-errors';

const texts: { readonly [K in TargetKindId]: ResultText<K> } = {
  class: classText,
  classes: classesText,
  numbers: numbersText,
  mask: maskText,
  image: errorsText,
  input: errorsText,
  pair: tupleText('pairs'),
  triplet: tupleText('triplets'),
};

function textOf<K extends TargetKindId>(kind: K): ResultText<K> {
  return texts[kind];
}

/** A result as JSON, besides what all kinds have. */
export function resultJson(result: EvaluationResult, names: readonly string[]): object {
  // The text of a result's own kind takes it.
  return (textOf(result.kind) as ResultText<TargetKindId>).json(result, names);
}

/** A result as lines for people, besides what all kinds have. */
export function resultLines(result: EvaluationResult, names: readonly string[]): readonly string[] {
  // The text of a result's own kind takes it.
  return (textOf(result.kind) as ResultText<TargetKindId>).lines(result, names);
}
