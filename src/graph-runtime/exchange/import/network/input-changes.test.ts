import { expect, it } from 'vitest';
import { InputChanges } from './input-changes';

const IMAGE: Parameters<InputChanges['add']>[0] = {
  ...{
    id: 'image',
    type: 'input',
    shape: [8, 8, 1],
    inputs: [],
    callOf: undefined,
    parameters: {},
    weights: new Map(),
  },
};

function normalizationOf(scale: number, offset: number) {
  const changes = new InputChanges();
  changes.add(IMAGE, { scale: [scale], offset: [offset] });
  return changes.normalizationOf(IMAGE);
}

it.each([
  { what: 'pixels between 0 and 1', scale: 4, offset: -2, mean: 0.5, deviation: 0.25 },
  {
    what: 'bytes, where they are divided by about 255',
    scale: 1 / 127.5,
    offset: -1,
    mean: 0.5,
    deviation: 0.5,
  },
  {
    what: 'pixels, where bytes would never be divided by as much',
    scale: 1e-3,
    offset: 0,
    mean: 0,
    deviation: 1_000,
  },
])('takes a normalization for that of $what', ({ scale, offset, mean, deviation }) => {
  const found = normalizationOf(scale, offset);
  expect(found?.mean[0]).toBeCloseTo(mean);
  expect(found?.deviation[0]).toBeCloseTo(deviation);
});
