import type { DataChanges } from '../../../contract/data-browser';
import type { IndexedExamples } from '../browsing/example-index';
import type { ExampleRecord } from '../prepared-example';

/** Whether two numbers are the same as float32, in which the window has them. */
export function isSameNumber(one: number, other = Number.NaN): boolean {
  return Object.is(Math.fround(one), Math.fround(other));
}

/**
 * Corrections in which numbers that are not corrected, or corrected back, are those of the source: the window has them as float32 only, and an
 * example is to have the very bytes that it had.
 */
export function withExactValues(
  { records }: Pick<IndexedExamples, 'records'>,
  changes: DataChanges,
): DataChanges {
  const { targets } = changes;
  if (targets === undefined) return changes;
  return {
    ...changes,
    targets: targets.map(([number, values]) => {
      const known = [records[number]?.target, records[number]?.original].filter(isList);
      const alike = known.filter(({ length }) => length === values.length);
      const exact = (value: number, at: number) =>
        alike.map((list) => list[at]).find((one) => isSameNumber(value, one)) ?? value;
      return [number, values.map(exact)];
    }),
  };
}

function isList(target: ExampleRecord['target'] | undefined): target is readonly number[] {
  return Array.isArray(target);
}
