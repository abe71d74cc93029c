import { createHash } from 'node:crypto';
import { SPLIT_NAMES, type SplitName } from '../../../contract/data-survey';
import type { PreparedExample, PreparedTarget } from '../prepared-example';
import type { WrittenDataset } from '../publish-dataset';
import { type DatasetPlan, type WriteOptions, writePreparedDataset } from '../write-prepared-dataset';

/** A set of gray images of 2 × 2 pixels in three classes, before its examples are known. */
export const TINY_PLAN: DatasetPlan = {
  name: 'Tiny things',
  source: { path: '/pictures', format: 'class-folders' },
  choices: { fit: 'squash' },
  dtype: 'uint8',
  exampleShape: [2, 2, 1],
  target: { kind: 'class', classNames: ['apple', '梨', 'plum'] },
};

/** The n-th example, of other pixels than any other. */
export function tinyExample(
  number: number,
  split: SplitName,
  target: PreparedTarget = number % 3,
): PreparedExample {
  const values = Uint8Array.from({ length: 4 }, (_, pixel) => (number * 5 + pixel) % 256);
  const sha256 = createHash('sha256').update(values).digest('hex');
  const record = { key: `apple/${number}.png`, sha256, size: [20, 30] as const, split };
  return { record, values, target };
}

/** As many examples of each split, one split after the other. */
export function* tinyExamples(
  counts: Partial<Record<SplitName, number>> = { train: 5, test: 3 },
): Generator<PreparedExample> {
  let number = 0;
  for (const split of SPLIT_NAMES) {
    for (let left = counts[split] ?? 0; left > 0; left -= 1) {
      yield tinyExample(number, split);
      number += 1;
    }
  }
}

/** Writes a data set below `root`, the tiny one unless told otherwise. */
export async function writeTiny(root: string, options: Partial<WriteOptions> = {}): Promise<WrittenDataset> {
  const written = await writePreparedDataset({
    root,
    plan: TINY_PLAN,
    examples: tinyExamples(),
    problems: () => [],
    ...options,
  });
  if (!written.ok) throw new Error(written.error.code);
  return written.value;
}
