import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { classResults } from './kinds/class-results';
import { classesResults } from './kinds/classes-results';
import { imageResults } from './kinds/image-results';
import { maskResults } from './kinds/mask-results';
import { numbersResults } from './kinds/numbers-results';
import { tupleResults } from './kinds/tuple-results';
import type { ResultKind } from './result-kind';

const resultKinds: readonly ResultKind[] = [
  classResults,
  classesResults,
  numbersResults,
  maskResults,
  ...imageResults,
  ...tupleResults,
];

/** How results of a kind of targets are shown. */
export function resultKind(id: TargetKindId): ResultKind {
  const found = resultKinds.find(({ kind }) => kind === id);
  if (found === undefined) throw new Error(`no results for ${id}`);
  return found;
}
