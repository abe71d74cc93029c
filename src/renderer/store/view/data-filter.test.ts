import { describe, expect, it } from 'vitest';
import { type DataIndex, EXAMPLE_MARKS } from '../../../contract/data-browser';
import { exclude, isOut, overlapping, relabel, repeated, viewOf } from './data-changes';
import { countByClass, countProblems, filterExamples, NO_FILTER, predictionOf } from './data-filter';
import { versionName } from '../../../contract/version-name';

/** Three training examples, two of a test split, and two excluded ones, of which the first is stored. */
const INDEX: DataIndex = {
  counts: { train: 3, validation: 0, test: 2, excluded: 2 },
  storedExcluded: 1,
  labels: Int32Array.of(0, 1, 1, 0, 1, 1, -1),
  marks: Uint8Array.of(EXAMPLE_MARKS.duplicate | EXAMPLE_MARKS.duplicateAcross, 0, 0, 3, 0, 0, 0),
  firstEqual: Int32Array.of(0, 1, 2, 0, 4, 5, 6),
  reasons: ['excluded-by-user', 'truncated'],
  reasonOf: Uint8Array.of(0, 1),
};
const NOTHING = { labels: [], exclude: [], include: [] };
const pending = viewOf(NOTHING);
const predictions = {
  train: {
    step: 1,
    predictions: Int32Array.of(0, 0, 1),
    confidences: Float32Array.of(0.5, 0.75, 0.25),
    losses: Float32Array.of(0.5, 3, 1),
  },
};
const shown = { index: INDEX, pending, predictions };
const listed = (filter: object) => [...filterExamples(shown, { ...NO_FILTER, ...filter })];

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
    expect(predictionOf(INDEX, predictions, 3)).toBeNull();
  });

  it('count the classes by all other filters', () => {
    expect([...countByClass(shown, { ...NO_FILTER, classes: [0] }, 2)]).toEqual([2, 3]);
    expect([...countByClass(shown, { ...NO_FILTER, outcome: 'right' }, 2)]).toEqual([1, 1]);
  });

  it('go by labels as they are corrected, before that is saved', () => {
    const corrected = { ...shown, pending: viewOf(relabel(INDEX, NOTHING, [1], 0)) };
    expect([...filterExamples(corrected, { ...NO_FILTER, classes: [0] })]).toEqual([0, 1, 3]);
    expect([...filterExamples(corrected, { ...NO_FILTER, outcome: 'wrong' })]).toEqual([]);
    expect([...filterExamples(corrected, { ...NO_FILTER, problem: 'changed' })]).toEqual([1]);
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
