import { numbersOfExamples, type TargetDescription } from '../../datasets/target-description';
import type { NetworkToExport } from './network-to-export';

/** What enters a network beside an example, as files have it. */
export interface ExportedNumbers {
  /** Of the input node. */
  readonly path: string;
  /** In the order in which they enter. */
  readonly names: readonly string[];
  /** The network learned with `(value - mean) / deviation`, for each of the names. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Whether names, means and deviations are those of the data set; else the data set is not there, and numbers go in standardized. */
  readonly isKnown: boolean;
}

/** What the numbers are called in files: a tensor of a sample, an input of a graph. */
export const NUMBERS_NAME = 'numbers';

/**
 * The numbers beside the examples that a network takes; null: it takes none.
 *
 * @param target what the labels of the data set are, among which such numbers lie; absent: not known
 */
export function exportedNumbers(
  { numbers }: Pick<NetworkToExport, 'numbers'>,
  target: TargetDescription | undefined,
): ExportedNumbers | null {
  if (numbers === null) return null;
  const [count = 0] = numbers.shape;
  const { path } = numbers;
  const found = target && numbersOfExamples(target);
  if (found?.names.length === count) {
    const { names, mean, deviation } = found;
    return { path, names, mean, deviation, isKnown: true };
  }
  const of = <T>(value: (at: number) => T) => Array.from({ length: count }, (_, at) => value(at));
  return {
    path,
    names: of((at) => `number ${at + 1}`),
    mean: of(() => 0),
    deviation: of(() => 1),
    isKnown: false,
  };
}
