import { describe, expect, it } from 'vitest';
import { type Ask, answered, withNetwork } from '../testing/ask-network';
import { networkOf } from '../testing/build-document';

const sample = { type: 'dataset', split: 'test', index: 3 } as const;
const convolution = [
  { id: 'conv', type: 'conv2d', parameters: { filters: 5, kernelSize: 3 } },
  { id: 'relu', type: 'relu' },
];
const dense = { id: 'dense', type: 'dense', parameters: { units: 10, biasInitializer: 'ones' } };

/** Maps and weights as the trainer reports them, in double precision. */
async function parts(ask: Ask, path: string) {
  const maps = answered(await ask({ type: 'activations', path, sample }));
  const kernel = answered(await ask({ type: 'weight', name: 'dense/kernel' }));
  return { maps, kernel };
}

function expectClose(received: ArrayLike<number>, expected: readonly number[]) {
  const largest = Math.max(...expected.map(Math.abs));
  expect(received).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    expect(Math.abs((received[at] ?? Number.NaN) - value)).toBeLessThan(1e-4 * largest);
  });
}

describe('the class activation map', () => {
  it('after a global average is the maps weighed by the dense layer, and its mean with the bias is the score', async () => {
    const nodes = [
      ...convolution,
      { id: 'gap', type: 'globalAveragePooling2d' },
      { id: 'flatten', type: 'flatten' },
    ];
    await withNetwork(
      async (ask) => {
        const { maps, kernel } = await parts(ask, 'relu');
        for (const classIndex of [0, 7]) {
          const seen = answered(await ask({ type: 'class-activation', sample, classIndex }));
          expect(seen).toMatchObject({ step: 0, method: 'cam', path: 'relu', classIndex });
          const direct = Array.from({ length: 14 * 14 }, (_, place) => {
            let sum = 0;
            for (let k = 0; k < 5; k += 1) {
              sum += (kernel.values[k * 10 + classIndex] ?? 0) * (maps.values[place * 5 + k] ?? 0);
            }
            return sum;
          });
          expect(seen.map.shape).toEqual([14, 14]);
          expectClose(seen.map.values, direct);
          const mean = direct.reduce((sum, value) => sum + value, 0) / direct.length;
          expect(seen.score).toBeCloseTo(mean + 1, 4);
        }
      },
      networkOf([...nodes, dense]),
    );
  });

  it('is of the predicted class when none is named, and of an image of any origin', async () => {
    await withNetwork(async (ask) => {
      const seen = answered(await ask({ type: 'class-activation', sample, classIndex: null }));
      const { probabilities, image } = answered(await ask({ type: 'prediction', sample }));
      expect(seen.probabilities).toEqual(probabilities);
      expect(seen.classIndex).toBe(probabilities.indexOf(Math.max(...probabilities)));
      expect(seen.image).toEqual(image);
      const pixels = Uint8Array.from(image.values, (value) => Math.round(value * 255));
      const own = { type: 'pixels', pixels, shape: [28, 28, 1] } as const;
      const ofPixels = answered(
        await ask({ type: 'class-activation', sample: { ...own, shape: [28, 28, 1] }, classIndex: null }),
      );
      expect(ofPixels.map).toEqual(seen.map);
    });
  });

  // The score as a function of the maps, step by step: what Grad-CAM's gradient has to agree with.
  it('of another head is Grad-CAM: the gradient agrees with finite differences through the pool', async () => {
    const head = [
      { id: 'pool', type: 'maxPooling2d', parameters: { poolSize: 2, strides: 2 } },
      { id: 'flatten', type: 'flatten' },
      dense,
      { id: 'sigmoid', type: 'sigmoid' },
    ];
    await withNetwork(
      async (ask) => {
        const { maps, kernel } = await parts(ask, 'relu');
        const classIndex = 4;
        const score = (values: ArrayLike<number>): number => {
          let sum = 1;
          for (let at = 0; at < 7 * 7 * 5; at += 1) {
            const [row, column, k] = [Math.floor(at / 35), Math.floor(at / 5) % 7, at % 5];
            const of = (i: number, j: number) => values[((2 * row + i) * 14 + 2 * column + j) * 5 + k] ?? 0;
            sum +=
              Math.max(of(0, 0), of(0, 1), of(1, 0), of(1, 1)) * (kernel.values[at * 10 + classIndex] ?? 0);
          }
          return 1 / (1 + Math.exp(-sum));
        };
        // A pool's gradient goes to one of several equal maxima; which does not change the mean over the places of a map.
        const base = Float64Array.from(maps.values);
        const alphas = Array.from({ length: 5 }, (_, k) => {
          const moved = (by: number) => base.map((value, at) => (at % 5 === k ? value + by : value));
          return (score(moved(1e-4)) - score(moved(-1e-4))) / 2e-4 / (14 * 14);
        });
        const direct = Array.from({ length: 14 * 14 }, (_, place) =>
          Math.max(
            0,
            alphas.reduce((sum, alpha, k) => sum + alpha * (base[place * 5 + k] ?? 0), 0),
          ),
        );
        const seen = answered(await ask({ type: 'class-activation', sample, classIndex }));
        expect(seen).toMatchObject({ method: 'grad-cam', path: 'relu' });
        expect(seen.score).toBeCloseTo(score(base), 5);
        expectClose(seen.map.values, direct);
      },
      networkOf([...convolution, ...head]),
    );
  });

  it('is refused for a network without convolution, and for a class it does not have', async () => {
    await withNetwork(
      async (ask) => {
        const reply = await ask({ type: 'class-activation', sample, classIndex: 0 });
        expect(reply).toMatchObject({ error: { code: 'no-feature-maps' } });
      },
      networkOf([{ id: 'flatten', type: 'flatten' }, dense]),
    );
    await withNetwork(async (ask) => {
      const reply = await ask({ type: 'class-activation', sample, classIndex: 10 });
      expect(reply).toMatchObject({ error: { code: 'class-unknown', values: { index: 10 } } });
    });
  });
});
