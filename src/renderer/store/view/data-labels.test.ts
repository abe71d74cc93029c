import { describe, expect, it } from 'vitest';
import { addClass, classesIn, emptySets } from '../../../contract/class-sets';
import type { DataIndex } from '../../../contract/data-browser';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import { retarget, viewOf } from './data-changes';
import { countByClass, filterExamples, NO_FILTER } from './data-filter';
import { labelColumns, ofFirstLabel, ofLabel, withLabel } from './data-labels';
import { outputOfLabel, outputOfRun } from './data-outputs';
import { madeOf, type PredictedExamples } from './data-outcomes';
import { changedFilter, classesOf, filterOf, labelOf, NO_TARGET_FILTER, numbersOf } from './data-targets';

/* Five examples with a class, two tags, a box of two numbers, and an age beside them; the last one is excluded and has no labels. */

const target: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'age', target: { kind: 'features', names: ['age'], mean: [30], deviation: [2] } },
    { name: 'kind', target: { kind: 'class', classNames: ['shoe', 'bag', 'hat'] } },
    { name: 'tags', target: { kind: 'classes', classNames: ['red', 'wide'] } },
    { name: 'box', target: { kind: 'numbers', names: ['left', 'top'], mean: [0, 0], deviation: [1, 1] } },
  ],
};
const ROWS = [
  [31, 0, 1, 0, 4, 8],
  [20, 2, 0, 0, 6, 1],
  [45, 1, 1, 1, 2, 5],
  [20, 0, 0, 1, 9, 5],
  Array<number>(6).fill(Number.NaN),
];
const INDEX: DataIndex = {
  ...{ counts: { train: 3, validation: 0, test: 1, excluded: 1 }, storedExcluded: 0 },
  labels: Int32Array.of(0, 2, 1, 0, -1),
  marks: new Uint8Array(5),
  firstEqual: Int32Array.of(0, 1, 2, 3, 4),
  ...{ reasons: ['truncated'], reasonOf: Uint8Array.of(0), sets: null },
  numbers: Float32Array.from(ROWS.flat()),
};
const NOTHING = { labels: [], exclude: [], include: [] };
const all: PredictedExamples = {
  ...{ index: INDEX, target, pending: viewOf(NOTHING), masks: null },
  predictions: {
    train: {
      ...{ kind: 'class', step: 1, predictions: Int32Array.of(0, 0, 1) },
      ...{ confidences: Float32Array.of(0.9, 0.8, 0.7), losses: Float32Array.of(0.1, 2, 0.3) },
    },
  },
};
const listed = (filter: object, examples = all) => [...filterExamples(examples, { ...NO_FILTER, ...filter })];

describe('one of several labels', () => {
  it('is what a data set has that has no other label, numbers beside the example too', () => {
    expect(labelColumns(target).map(({ name }) => name)).toEqual(['age', 'kind', 'tags', 'box']);
    const [kind, tags, box] = ['kind', 'tags', 'box'].map((name) => ofLabel(all, name));
    if (kind === undefined || tags === undefined || box === undefined) throw new Error('labels are missing');
    expect([0, 1, 2, 3, 4].map((example) => labelOf(kind, example))).toEqual([0, 2, 1, 0, -1]);
    expect([0, 1, 2, 3, 4].map((example) => classesOf(tags, example))).toEqual([[0], [], [0, 1], [1], []]);
    expect(tags.index.sets && classesIn(tags.index.sets, 2)).toEqual([0, 1]);
    expect(Array.from(numbersOf(box, 3))).toEqual([9, 5]);
    expect(Array.from(numbersOf(ofLabel(all, 'age'), 2))).toEqual([45]);
    expect(ofFirstLabel(all).column?.name).toBe('kind');
    expect(ofLabel(all, 'hue')).toBe(all);
    // The same object each time, so that nothing is computed twice.
    expect(ofLabel(all, 'box').index).toBe(box.index);
  });

  it('is changed without the others', () => {
    const change = (examples: PredictedExamples, name: string, values: readonly number[]) => {
      const of = ofLabel(examples, name);
      return retarget(examples, NOTHING, [2], (example) =>
        withLabel(numbersOf(examples, example), of, values),
      );
    };
    expect(change(all, 'kind', [2]).targets).toEqual([[2, [45, 2, 1, 1, 2, 5]]]);
    expect(change(all, 'tags', [1]).targets).toEqual([[2, [45, 1, 0, 1, 2, 5]]]);
    expect(change(all, 'box', [7.5, 3]).targets).toEqual([[2, [45, 1, 1, 1, 7.5, 3]]]);
    expect(change(all, 'age', [46]).targets).toEqual([[2, [46, 1, 1, 1, 2, 5]]]);
    // What it is already is no change.
    expect(change(all, 'tags', [0, 1]).targets).toBeUndefined();
    const pending = viewOf(change(all, 'kind', [0]));
    const changed = { ...all, pending };
    expect(labelOf(ofLabel(changed, 'kind'), 2)).toBe(0);
    expect(labelOf(ofLabel(changed, 'kind'), 1)).toBe(2);
    expect(classesOf(ofLabel(changed, 'tags'), 2)).toEqual([0, 1]);
    expect(Array.from(numbersOf(ofLabel(changed, 'box'), 2))).toEqual([2, 5]);
  });
});

describe('filters by several labels', () => {
  const asked = (name: string, changes: object, before = NO_FILTER) => ({
    ...before,
    ...changedFilter(ofLabel(all, name), before, changes),
  });

  it('are each of its kind, and are all met', () => {
    expect(listed(asked('kind', { classes: [0, 1] }))).toEqual([0, 2, 3]);
    expect(listed(asked('tags', { classes: [0, 1], match: 'any' }))).toEqual([0, 2, 3]);
    expect(listed(asked('tags', { classes: [0, 1], match: 'all' }))).toEqual([2]);
    expect(listed(asked('tags', { isEmpty: true }))).toEqual([1]);
    const wide = asked('box', { ranges: [{ column: 1, least: 5, most: 8 }] });
    expect(listed(wide)).toEqual([0, 2, 3]);
    expect(listed(asked('kind', { classes: [0] }, wide))).toEqual([0, 3]);
    const young = asked('age', { ranges: [{ column: 0, least: 0, most: 21 }] }, wide);
    expect(listed(young)).toEqual([3]);
    expect(filterOf(ofLabel(all, 'box'), young).ranges).toHaveLength(1);
    expect(filterOf(ofLabel(all, 'tags'), young)).toEqual(NO_TARGET_FILTER);
  });

  it('count the classes of a label among what passes the others', () => {
    const wide = asked('box', { ranges: [{ column: 1, least: 5, most: 8 }] });
    const both = asked('tags', { classes: [1] }, wide);
    const { counts, empty } = countByClass(all, both, 2, 'tags');
    expect([[...counts], empty]).toEqual([[2, 2], 0]);
    expect([...countByClass(all, both, 3, 'kind').counts]).toEqual([1, 1, 0]);
  });

  it('ask a run about the label that it has learned, by default the first, corrected ones too', () => {
    expect(listed({ outcome: 'wrong' })).toEqual([1]);
    const pending = viewOf({ ...NOTHING, targets: [[1, [20, 0, 0, 0, 6, 1]]] });
    expect(listed({ outcome: 'wrong' }, { ...all, pending })).toEqual([]);
    expect(madeOf(all, 1)?.examples.target.kind).toBe('class');
    // Of another label, what it has learned: here tags, of which it predicts none, one and both.
    const tags = { kind: 'classes' as const, step: 1, losses: new Float32Array(3) };
    const predicted = emptySets(3, 2);
    for (const [example, label] of [
      [1, 0],
      [2, 0],
      [2, 1],
    ] as const)
      addClass(predicted, example, label);
    const learned = { ...all, learned: 'tags', predictions: { train: { ...tags, predicted } } };
    expect(listed({ outcome: 'right' }, learned)).toEqual([2]);
    expect(listed({ outcome: 'missed' }, learned)).toEqual([0]);
    expect(listed({ outcome: 'added' }, learned)).toEqual([1]);
    expect(listed({ order: 'loss' })).toEqual([1, 2, 0, 3]);
  });
});

describe('the output that predicts', () => {
  const outputs = [
    { path: 'kind', target: 'class', labelName: 'kind' },
    { path: 'tags', target: 'classes', labelName: 'tags' },
    { path: 'tags2', target: 'classes', labelName: 'tags' },
    { path: 'back', target: 'input' },
  ] as const;

  it('is that of the path, or else the first; a run with one output has no path', () => {
    expect(outputOfRun({ outputs }, 'tags')).toBe(outputs[1]);
    expect(outputOfRun({ outputs }, 'gone')).toBe(outputs[0]);
    expect(outputOfRun({ outputs }, null)).toBe(outputs[0]);
    expect(outputOfRun({ target: 'numbers', labelName: 'age' }, 'gone')).toEqual({
      ...{ path: null, target: 'numbers', labelName: 'age' },
    });
    expect(outputOfRun({}, null)).toEqual({ path: null, target: 'class' });
  });

  it('of a label is one that has learned it, the one that is shown where it has', () => {
    expect(outputOfLabel({ outputs }, 'tags', 'kind')).toBe('tags');
    expect(outputOfLabel({ outputs }, 'tags', 'tags2')).toBe('tags2');
    expect(outputOfLabel({ outputs }, 'age', 'kind')).toBeNull();
    expect(outputOfLabel({ labelName: 'age' }, 'age', null)).toBeNull();
  });
});

describe('the order of labels', () => {
  const order = (label: string, value = 0, isDescending = false) =>
    listed({ part: null, order: { label, value, isDescending } });

  it('is of classes, of each number, and of several classes; equal ones stay as stored', () => {
    expect(order('kind')).toEqual([0, 3, 2, 1]);
    expect(order('kind', 0, true)).toEqual([1, 2, 0, 3]);
    expect(order('box', 0)).toEqual([2, 0, 1, 3]);
    expect(order('box', 1, true)).toEqual([0, 2, 3, 1]);
    expect(order('age')).toEqual([1, 3, 0, 2]);
    // Those without any come last, in both directions.
    expect(order('tags')).toEqual([0, 2, 3, 1]);
    expect(order('tags', 0, true)).toEqual([3, 2, 0, 1]);
  });

  it('is there for data sets with one label as well', () => {
    const numbers = { kind: 'numbers' as const, names: ['price'], mean: [0], deviation: [1] };
    const priced = {
      ...all,
      target: numbers,
      index: { ...INDEX, numbers: Float32Array.of(3, Number.NaN, 1, 2, 0) },
    };
    expect(listed({ order: { label: '', value: 0, isDescending: false } }, priced)).toEqual([2, 3, 0, 1]);
  });
});
