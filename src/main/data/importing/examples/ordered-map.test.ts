import { expect, it } from 'vitest';
import { orderedMap } from './ordered-map';

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const numbers = Array.from({ length: 50 }, (_, index) => index);

/** Later items are done first. */
async function hurryBackwards(item: number): Promise<number> {
  for (let turns = numbers.length - item; turns > 0; turns -= 1) await Promise.resolve();
  return item * 2;
}

it.each([1, 2, 7, 100])('keeps the order with %i at once', async (atOnce) => {
  expect(await collect(orderedMap(numbers, atOnce, hurryBackwards))).toEqual(numbers.map((n) => n * 2));
});

it('has no more under way than allowed', async () => {
  let underWay = 0;
  let most = 0;
  const convert = async (item: number) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await hurryBackwards(item);
    underWay -= 1;
    return item;
  };
  await collect(orderedMap(numbers, 4, convert));
  expect(most).toBe(4);
});

it('ends with the first failure, when all that is under way has settled', async () => {
  let settled = 0;
  const convert = async (item: number) => {
    await hurryBackwards(item);
    settled += 1;
    if (item === 3) throw new Error('the third');
    return item;
  };
  await expect(collect(orderedMap(numbers, 8, convert))).rejects.toThrow('the third');
  expect(settled).toBeGreaterThanOrEqual(8);
});
