import type { ClassFigures } from '../../../../contract/contract';

/**
 * Precision and recall of a class.
 *
 * @param found examples of the class that were predicted to be of it
 */
export function classFigures(count: number, predicted: number, found: number): ClassFigures {
  return {
    precision: predicted === 0 ? Number.NaN : found / predicted,
    recall: count === 0 ? Number.NaN : found / count,
    count,
  };
}
