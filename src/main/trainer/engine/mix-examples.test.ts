import { describe, expect, it } from 'vitest';
import { type Mixing, mixExamples } from '../../../graph-runtime/compile/mix-examples';
import { symmetricBeta } from '../../../graph-runtime/ops/beta';
import { integers } from '../../../graph-runtime/ops/constant';
import { evaluateGraph } from './evaluate-graph';
import { float32, int32 } from './tensor-data';

const [BATCH, HEIGHT, WIDTH] = [3, 6, 5];

/** Every value says whose and where it is; a mixed example has values of two. */
const valueAt = (n: number, row: number, column: number) => 100 * (n + 1) + 10 * row + column;

/** Two numbers beside each image. */
const NUMBERS = [1, 2, 3, 4, 5, 6];

async function mixed(mixing: Mixing, step: number) {
  const all = Array.from({ length: BATCH * HEIGHT * WIDTH }, (_, at) =>
    valueAt(Math.floor(at / (HEIGHT * WIDTH)), Math.floor(at / WIDTH) % HEIGHT, at % WIDTH),
  );
  const { images, numbers, share, labels } = await evaluateGraph({
    inputs: {
      x: float32(all, [BATCH, HEIGHT, WIDTH, 1]),
      y: int32([7, 8, 9], [BATCH]),
      z: float32(NUMBERS, [BATCH, 2]),
    },
    batched: ['x', 'y', 'z'],
    build(graph, { x, y, z }) {
      if (x === undefined || y === undefined || z === undefined) throw new Error('three inputs are fed');
      const result = mixExamples(
        graph,
        { examples: x, numbers: z, labels: new Map([['class', y]]) },
        mixing,
        integers(graph, [3, step]),
      );
      const partners = result.mixed.labels.get('class') ?? y;
      const numbers = result.numbers ?? z;
      return { images: result.examples, numbers, share: result.mixed.share, labels: partners };
    },
  });
  const values = Array.from(images?.values ?? [], Number);
  return {
    values,
    own: all,
    share: Number(share?.values[0]),
    labels: Array.from(labels?.values ?? [], Number),
    numbers: Array.from(numbers?.values ?? [], Number),
  };
}

/** The values of the example before each. */
const partnersOf = (all: readonly number[]) => {
  const size = HEIGHT * WIDTH;
  return all.map((_, at) => all[(at - size + all.length) % all.length] ?? 0);
};

const steps = Array.from({ length: 12 }, (_, step) => step);

describe('mixup', () => {
  it.each(steps)('blends each example with the one before it by one share, step %i', async (step) => {
    const { values, own, share, labels, numbers } = await mixed({ mixup: 0.5 }, step);
    expect(labels).toEqual([9, 7, 8]);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
    const partners = partnersOf(own);
    values.forEach((value, at) => {
      expect(value).toBeCloseTo(share * (own[at] ?? 0) + (1 - share) * (partners[at] ?? 0), 2);
    });
    const partnersNumbers = [5, 6, 1, 2, 3, 4];
    numbers.forEach((value, at) => {
      expect(value).toBeCloseTo(share * (NUMBERS[at] ?? 0) + (1 - share) * (partnersNumbers[at] ?? 0), 5);
    });
  });

  it('draws the same again for the same step, and something else for another', async () => {
    const [first, again, other] = [
      await mixed({ mixup: 1 }, 4),
      await mixed({ mixup: 1 }, 4),
      await mixed({ mixup: 1 }, 5),
    ];
    expect(again).toEqual(first);
    expect(other.share).not.toBe(first.share);
  });
});

describe('CutMix', () => {
  it('takes one box of the partner, whose area is the partner’s share', async () => {
    const shares = new Set<number>();
    for (const step of steps) {
      const { values, own, share, numbers } = await mixed({ cutMix: 1 }, step);
      expect(numbers).toEqual(NUMBERS);
      const partners = partnersOf(own);
      const taken = values.map((value, at) => {
        expect([own[at], partners[at]]).toContain(value);
        return value === partners[at];
      });
      expect(1 - taken.filter(Boolean).length / taken.length).toBeCloseTo(share, 5);
      const places = taken.flatMap((isTaken, at) => (isTaken && at < HEIGHT * WIDTH ? [at] : []));
      const rows = new Set(places.map((at) => Math.floor(at / WIDTH)));
      const columns = new Set(places.map((at) => at % WIDTH));
      expect(rows.size * columns.size).toBe(places.length);
      shares.add(share);
    }
    expect(shares.size).toBeGreaterThan(3);
  });
});

it('takes one way a batch where both are on', async () => {
  const ways = new Set<string>();
  for (const step of steps) {
    const { values, own, numbers } = await mixed({ mixup: 1, cutMix: 1 }, step);
    const partners = partnersOf(own);
    const isCut = values.every((value, at) => value === own[at] || value === partners[at]);
    expect(numbers.every((value, at) => value === NUMBERS[at])).toBe(isCut);
    ways.add(isCut ? 'cut' : 'blended');
  }
  expect([...ways].sort()).toEqual(['blended', 'cut']);
});

describe('Beta(alpha, alpha)', () => {
  /** The probability of a smaller number, in closed form. */
  const distributions: readonly (readonly [number, (x: number) => number])[] = [
    [0.5, (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
    [1, (x) => x],
    [2, (x) => 3 * x ** 2 - 2 * x ** 3],
    [3, (x) => 10 * x ** 3 - 15 * x ** 4 + 6 * x ** 5],
  ];
  it.each(distributions)('has the quantiles of alpha %d', async (alpha, below) => {
    const uniforms = [0.001, 0.02, 0.1, 0.25, 0.4, 0.5, 0.61, 0.75, 0.9, 0.999];
    const found = await evaluateGraph({
      inputs: Object.fromEntries(
        uniforms.map((value) => [`u${value}`.replace('.', '_'), float32([value], [])]),
      ),
      build: (graph, inputs) =>
        Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [name, symmetricBeta(graph, value, alpha)]),
        ),
    });
    Object.values(found).forEach(({ values }, at) => {
      expect(below(Number(values[0]))).toBeCloseTo(uniforms[at] ?? 0, 4);
    });
  });
});
