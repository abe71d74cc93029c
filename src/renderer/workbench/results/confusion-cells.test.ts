import { describe, expect, it } from 'vitest';
import { confusionCells } from './confusion-cells';

const figures = { precision: 0, recall: 0, count: 0 };

function evaluated(pairs: readonly (readonly [actual: number, predicted: number])[], size: number) {
  const classes = Array.from({ length: size }, (_, index) => ({
    ...figures,
    count: pairs.filter(([actual]) => actual === index).length,
  }));
  return {
    classes,
    labels: Int32Array.from(pairs, ([actual]) => actual),
    predictions: Int32Array.from(pairs, ([, predicted]) => predicted),
  };
}

describe('the cells of a confusion matrix', () => {
  it('counts what was taken for what', () => {
    const cells = confusionCells(
      evaluated(
        [
          [0, 0],
          [0, 1],
          [0, 1],
          [2, 1],
        ],
        3,
      ),
      40,
    );
    expect(cells.classes).toEqual([0, 1, 2]);
    expect(cells.countOf({ actual: 0, predicted: 1 })).toBe(2);
    expect(cells.countOf({ actual: 1, predicted: 0 })).toBe(0);
    expect(cells.totalOf(0)).toBe(3);
    expect(cells.worst).toEqual({ actual: 0, predicted: 1 });
  });

  it('shows of many classes those with the most mistakes, beside the pair that is confused most', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => [at, at] as const);
    const pairs = [...many, [4_999, 300], [4_999, 300], [7, 8], [7, 9], [7, 10]] as const;
    const cells = confusionCells(evaluated(pairs, 5_000), 4);
    expect(cells.worst).toEqual({ actual: 4_999, predicted: 300 });
    expect(cells.classes).toEqual([7, 8, 300, 4_999]);
  });

  it('has no worst cell where nothing is wrong', () => {
    expect(confusionCells(evaluated([[1, 1]], 2), 40).worst).toEqual({ actual: 0, predicted: 0 });
  });
});
