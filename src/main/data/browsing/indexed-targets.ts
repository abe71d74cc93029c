import { addClass, emptySets } from '../../../contract/class-sets';
import type { DataIndex } from '../../../contract/data-browser';
import {
  storedValueCount,
  type TargetDescription,
  targetSize,
} from '../../../graph-runtime/datasets/target-description';
import type { ExampleRecord } from '../prepared-example';

/** Targets that are lists, as the window filters by them. */
export function targetsOf(
  records: readonly ExampleRecord[],
  target: TargetDescription,
): Pick<DataIndex, 'sets' | 'numbers'> {
  const size = targetSize(target);
  if (target.kind === 'classes') {
    const sets = emptySets(records.length, size);
    records.forEach((record, example) => {
      for (const index of listOf(record)) addClass(sets, example, index);
    });
    return { sets, numbers: null };
  }
  if (target.kind !== 'numbers' && target.kind !== 'columns') return { sets: null, numbers: null };
  const values = storedValueCount(target);
  const numbers = new Float32Array(records.length * values).fill(Number.NaN);
  records.forEach((record, example) => {
    numbers.set(listOf(record).slice(0, values), example * values);
  });
  return { sets: null, numbers };
}

function listOf({ target }: ExampleRecord): readonly number[] {
  return Array.isArray(target) ? target : [];
}
