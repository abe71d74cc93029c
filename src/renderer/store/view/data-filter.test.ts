import { describe, expect, it } from 'vitest';
import { addClass, emptySets } from '../../../contract/class-sets';
import { type DataIndex, EXAMPLE_MARKS } from '../../../contract/data-browser';
import { versionName } from '../../../contract/version-name';
import { exclude, isOut, overlapping, relabel, repeated, retarget, viewOf } from './data-changes';
import { countByClass, countProblems, filterExamples, NO_FILTER } from './data-filter';
import { madeOf, type PredictedExamples } from './data-outcomes';

/** Three training examples, two of a test split, and two excluded ones, of which the first is stored. */
const INDEX: DataIndex = {
  counts: { train: 3, validation: 0, test: 2, excluded: 2 },
  storedExcluded: 1,
  labels: Int32Array.of(0, 1, 1, 0, 1, 1, -1),
  marks: Uint8Array.of(EXAMPLE_MARKS.duplicate | EXAMPLE_MARKS.duplicateAcross, 0, 0, 3, 0, 0, 0),
  firstEqual: Int32Array.of(0, 1, 2, 0, 4, 5, 6),
  reasons: ['excluded-by-user', 'truncated'],
  reasonOf: Uint8Array.of(0, 1),
  sets: null,
  numbers: null,
};
const NOTHING = { labels: [], exclude: [], include: [] };
const predictions = {
  train: {
    kind: 'class' as const,
    step: 1,
    predictions: Int32Array.of(0, 0, 1),
    confidences: Float32Array.of(0.5, 0.75, 0.25),
    losses: Float32Array.of(0.5, 3, 1),
  },
};
const shown: PredictedExamples = {
  ...{ index: INDEX, predictions, masks: null, pending: viewOf(NOTHING) },
  target: { kind: 'class', classNames: ['a', 'b'] },
};
const listed = (filter: object, examples = shown) => [
  ...filterExamples(examples, { ...NO_FILTER, ...filter }),
];

describe('filters', () => {
  it('show the splits, or one part, or what is of some classes', () => {
    expect(listed({})).toEqual([0, 1, 2, 3, 4]);
    expect(listed({ part: 'test' })).toEqual([3, 4]);
    expect(listed({ part: 'excluded' })).toEqual([5, 6]);
    expect(listed({ classes: [1] })).toEqual([1, 2, 4]);
    expect(listed({ part: 'excluded', reason: 'truncated' })).toEqual([6]);
  });

  it('show what is wrong with examples', () => {
    expect(listed({ problem: 'duplicateAcross' })).toEqual([0, 3]);
    const { problems, reasons } = countProblems(shown, null);
    expect([...problems]).toEqual([
      ['duplicate', 2],
      ['duplicateAcross', 2],
    ]);
    expect(reasons.size).toBe(0);
    expect([...countProblems(shown, 'excluded').reasons]).toEqual([
      ['excluded-by-user', 1],
      ['truncated', 1],
    ]);
  });

  it('show what a run made of examples, by loss and confidence; those it was not asked about come last', () => {
    expect(listed({ outcome: 'wrong' })).toEqual([1]);
    expect(listed({ outcome: 'right' })).toEqual([0, 2]);
    expect(listed({ predicted: 0 })).toEqual([0, 1]);
    expect(listed({ order: 'loss' })).toEqual([1, 2, 0, 3, 4]);
    expect(listed({ order: 'surest' })).toEqual([1, 0, 2, 3, 4]);
    expect(listed({ order: 'leastSure' })).toEqual([2, 0, 1, 3, 4]);
    expect(madeOf(shown, 3)).toBeNull();
  });

  it('count the classes by all other filters', () => {
    expect([...countByClass(shown, { ...NO_FILTER, classes: [0] }, 2).counts]).toEqual([2, 3]);
    expect([...countByClass(shown, { ...NO_FILTER, outcome: 'right' }, 2).counts]).toEqual([1, 1]);
  });

  it('go by labels as they are corrected, before that is saved', () => {
    const corrected = { ...shown, pending: viewOf(relabel(INDEX, NOTHING, [1], 0)) };
    expect([...filterExamples(corrected, { ...NO_FILTER, classes: [0] })]).toEqual([0, 1, 3]);
    expect([...filterExamples(corrected, { ...NO_FILTER, outcome: 'wrong' })]).toEqual([]);
    expect([...filterExamples(corrected, { ...NO_FILTER, problem: 'changed' })]).toEqual([1]);
  });
});

/** Sets of classes as lists. */
function setsOf(size: number, lists: readonly (readonly number[])[]) {
  const sets = emptySets(lists.length, size);
  lists.forEach((list, example) => {
    for (const index of list) addClass(sets, example, index);
  });
  return sets;
}

describe('several classes', () => {
  const sets = setsOf(3, [[0], [0, 1], [], [2], [1, 2], [], []]);
  const examples: PredictedExamples = {
    ...shown,
    index: { ...INDEX, labels: new Int32Array(7).fill(-1), sets },
    target: { kind: 'classes', classNames: ['a', 'b', 'c'] },
    predictions: {
      train: {
        ...{ kind: 'classes', step: 1, losses: Float32Array.of(0.5, 3, 1) },
        predicted: setsOf(3, [[0], [2], [1]]),
      },
    },
  };

  it('are any or all of those that were chosen, or none', () => {
    expect(listed({ classes: [0, 1] }, examples)).toEqual([0, 1, 4]);
    expect(listed({ classes: [0, 1], match: 'all' }, examples)).toEqual([1]);
    expect(listed({ isEmpty: true }, examples)).toEqual([2]);
    const { counts, empty } = countByClass(examples, { ...NO_FILTER, classes: [2] }, 3);
    expect([[...counts], empty]).toEqual([[2, 2, 2], 1]);
  });

  it('are missed, or added, by a run', () => {
    expect(listed({ outcome: 'right' }, examples)).toEqual([0]);
    expect(listed({ outcome: 'wrong' }, examples)).toEqual([1, 2]);
    expect(listed({ outcome: 'missed' }, examples)).toEqual([1]);
    expect(listed({ outcome: 'added' }, examples)).toEqual([1, 2]);
    expect(listed({ predicted: 1 }, examples)).toEqual([2]);
    expect(listed({ order: 'missed' }, examples)).toEqual([1, 0, 2, 3, 4]);
    expect(listed({ order: 'loss' }, examples)).toEqual([1, 2, 0, 3, 4]);
  });

  it('go by corrections before they are saved; what is as it was is none', () => {
    const changed = retarget(examples, NOTHING, [0, 2], () => [1]);
    expect(changed.targets).toEqual([
      [0, [1]],
      [2, [1]],
    ]);
    const corrected = { ...examples, pending: viewOf(changed) };
    expect(listed({ classes: [1] }, corrected)).toEqual([0, 1, 2, 4]);
    expect(listed({ outcome: 'right' }, corrected)).toEqual([2]);
    expect(listed({ problem: 'changed' }, corrected)).toEqual([0, 2]);
    expect(retarget(examples, changed, [0, 2], (example) => (example === 0 ? [0] : []))).toEqual(NOTHING);
  });
});

describe('numbers', () => {
  const examples: PredictedExamples = {
    ...shown,
    index: {
      ...INDEX,
      numbers: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60, Number.NaN, Number.NaN),
    },
    target: { kind: 'numbers', names: ['x', 'y'], mean: [0, 0], deviation: [1, 10] },
    predictions: {
      train: { kind: 'numbers', step: 1, numbers: Float32Array.of(1, 10, 4, 20, 3, 80) },
    },
  };

  it('lie in ranges, both ends included', () => {
    expect(listed({ ranges: [{ column: 0, least: 2, most: 4 }] }, examples)).toEqual([1, 2, 3]);
    const both = [
      { column: 0, least: 2, most: 4 },
      { column: 1, least: 25, most: 99 },
    ];
    expect(listed({ ranges: both }, examples)).toEqual([2, 3]);
  });

  it('are ordered by their errors, whatever their units; an order that does not fit is that of storage', () => {
    expect(listed({ order: 'error' }, examples)).toEqual([2, 1, 0, 3, 4]);
    expect(listed({ order: 'surest' }, examples)).toEqual([0, 1, 2, 3, 4]);
    const changed = retarget(examples, NOTHING, [2], () => [3, 80]);
    const corrected = { ...examples, pending: viewOf(changed) };
    expect(listed({ order: 'error' }, corrected)).toEqual([1, 0, 2, 3, 4]);
    expect(listed({ ranges: [{ column: 1, least: 70, most: 99 }] }, corrected)).toEqual([2]);
  });
});

describe('masks', () => {
  const masks = setsOf(3, [[0], [0, 1], [0, 2], [2], [0], [], []]);
  const examples: PredictedExamples = {
    ...{ ...shown, masks, index: { ...INDEX, labels: new Int32Array(7).fill(-1) } },
    target: { kind: 'mask', classNames: ['no', 'cat', 'dog'], ignore: 255 },
    predictions: {
      train: {
        ...{ kind: 'mask', step: 1, ious: Float32Array.of(0.5, Number.NaN, 0.25) },
        accuracies: Float32Array.of(0.1, 0.9, 0.8),
      },
    },
  };

  it('contain classes, or nothing but the background', () => {
    expect(listed({ classes: [2] }, examples)).toEqual([2, 3]);
    expect(listed({ isEmpty: true }, examples)).toEqual([0, 4]);
    expect(listed({ isEmpty: true }, { ...examples, masks: null })).toEqual([]);
  });

  it('are ordered by how badly they are met', () => {
    expect(listed({ order: 'iou' }, examples)).toEqual([2, 0, 1, 3, 4]);
    expect(listed({ order: 'pixels' }, examples)).toEqual([0, 2, 1, 3, 4]);
  });
});

describe('changes', () => {
  it('are none where an example gets the class that it has', () => {
    const changed = relabel(INDEX, NOTHING, [2, 0], 0);
    expect(changed.labels).toEqual([[2, 0]]);
    expect(relabel(INDEX, changed, [2], 1)).toEqual(NOTHING);
  });

  it('exclude and include, and leave alone what is not stored', () => {
    const out = exclude(INDEX, NOTHING, [4, 1, 5, 6], true);
    expect(out).toEqual({ labels: [], exclude: [1, 4], include: [] });
    const back = exclude(INDEX, out, [1, 5, 6], false);
    expect(back).toEqual({ labels: [], exclude: [4], include: [5] });
    const view = viewOf(back);
    expect([1, 4, 5, 6].map((example) => isOut(INDEX, view, example))).toEqual([false, true, false, true]);
  });

  it('take duplicates out of the earlier split, or all but the first of a split', () => {
    expect(overlapping(INDEX)).toEqual([0]);
    expect(repeated(INDEX)).toEqual([]);
    const again = { ...INDEX, firstEqual: Int32Array.of(0, 0, 2, 2, 2, 5, 6) };
    expect(overlapping(again)).toEqual([2]);
    expect(repeated(again)).toEqual([1, 4]);
  });
});

it('gives a version the next free name', () => {
  expect(versionName('Stamps', ['Stamps', 'Other v7'])).toBe('Stamps v2');
  expect(versionName('Stamps v2', ['Stamps', 'Stamps v2', 'Stamps v10', 'Stamps v2b'])).toBe('Stamps v11');
});
