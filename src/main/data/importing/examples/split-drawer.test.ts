import { expect, it } from 'vitest';
import type { SplitName, SplitRule } from '../../../../contract/contract';
import { type Drawable, quotasOf, SplitDrawer } from './split-drawer';

const seeded: SplitRule = { rule: 'seeded', validation: 0.1, test: 0.2, seed: 1 };

/** `count` examples of each class, class by class, without a given split. */
function classesOf(...counts: readonly number[]): readonly Drawable[] {
  return counts.flatMap((count, stratum) => Array.from({ length: count }, () => ({ split: null, stratum })));
}

function drawAll(rule: SplitRule, examples: readonly Drawable[]): readonly SplitName[] {
  const drawer = new SplitDrawer(rule, examples);
  return examples.map((example) => drawer.draw(example, null));
}

function countsOf(examples: readonly Drawable[], splits: readonly SplitName[], stratum: number) {
  const own = splits.filter((_, index) => examples[index]?.stratum === stratum);
  const count = (name: SplitName) => own.filter((split) => split === name).length;
  return [count('train'), count('validation'), count('test')];
}

it.each([
  [247, [173, 25, 49]],
  [100, [70, 10, 20]],
  [3, [2, 0, 1]],
  [2, [2, 0, 0]],
  [1, [1, 0, 0]],
])('of a class of %i examples, exactly the shares are drawn', (size, expected) => {
  const examples = classesOf(10, size);
  expect(countsOf(examples, drawAll(seeded, examples), 1)).toEqual(expected);
  const { test, validation } = quotasOf(size, seeded);
  expect([size - validation - test, validation, test]).toEqual(expected);
});

it('draws the same for the same seed, and others for another', () => {
  const examples = classesOf(200, 200);
  expect(drawAll(seeded, examples)).toEqual(drawAll(seeded, examples));
  expect(drawAll({ ...seeded, seed: 2 }, examples)).not.toEqual(drawAll(seeded, examples));
});

it('draws from everywhere in a class, not from its beginning', () => {
  const examples = classesOf(1_000);
  const splits = drawAll(seeded, examples);
  for (let start = 0; start < 1_000; start += 250) {
    const test = splits.slice(start, start + 250).filter((split) => split === 'test').length;
    expect(test).toBeGreaterThan(30);
    expect(test).toBeLessThan(70);
  }
});

it('brings an example to its duplicate, and takes fewer of the others for it', () => {
  const examples = classesOf(100);
  const drawer = new SplitDrawer(seeded, examples);
  const splits = examples.map((example, index) => drawer.draw(example, index < 15 ? 'test' : null));
  expect(splits.slice(0, 15)).toEqual(Array(15).fill('test'));
  expect(countsOf(examples, splits, 0)).toEqual([70, 10, 20]);
});

it('does not count what is left out', () => {
  const examples = classesOf(200);
  const drawer = new SplitDrawer(seeded, examples);
  const splits = examples.flatMap((example, index) => {
    if (index % 2 === 0) return [drawer.draw(example, null)];
    drawer.leaveOut(example);
    return [];
  });
  const count = (name: SplitName) => splits.filter((split) => split === name).length;
  expect([count('train'), count('validation'), count('test')]).toEqual([70, 10, 20]);
});

it('leaves given splits as they are, and draws those that are missing from the training examples', () => {
  const rule: SplitRule = { rule: 'given', validation: 0.25, test: 0.5, seed: 3 };
  const test = Array.from({ length: 10 }, () => ({ split: 'test' as const, stratum: 0 }));
  const train = Array.from({ length: 40 }, () => ({ split: 'train' as const, stratum: 0 }));
  const splits = drawAll(rule, [...test, ...train]);
  expect(splits.slice(0, 10)).toEqual(test.map(({ split }) => split));
  expect(splits.slice(10).filter((split) => split === 'validation')).toHaveLength(10);
  expect(splits.slice(10)).not.toContain('test');
  expect(drawAll({ ...rule, rule: 'seeded' }, [...test, ...train]).slice(0, 10)).toContain('train');
});

it('counts a seed of one class apart from the others, so that all splits have all classes', () => {
  const examples = classesOf(...Array.from({ length: 300 }, () => 10));
  const splits = drawAll(seeded, examples);
  for (let stratum = 0; stratum < 300; stratum += 1) {
    expect(countsOf(examples, splits, stratum)).toEqual([7, 1, 2]);
  }
});
