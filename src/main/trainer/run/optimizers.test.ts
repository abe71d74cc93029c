import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type OptimizerSettings, optimizerSchema } from '../../../graph-runtime/document/document';
import { openOptimizer } from '../../../graph-runtime/testing/open-optimizer';
import { readSafetensors } from '../../../graph-runtime/testing/safetensors';
import { float32, type TensorData } from '../engine/tensor-data';

const REFERENCE = join(process.cwd(), 'src', 'graph-runtime', 'testing', 'reference');

const casesSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      defaults: z
        .object({
          lr: z.number(),
          momentum: z.number(),
          nesterov: z.boolean(),
          weight_decay: z.number(),
          betas: z.tuple([z.number(), z.number()]),
          alpha: z.number(),
          eps: z.number(),
          centered: z.boolean(),
          initial_accumulator_value: z.number(),
        })
        .partial(),
    }),
  ),
});
type ReferenceCase = z.infer<typeof casesSchema>['cases'][number];

/** PyTorch's hyperparameters under the document's names. */
function settingsOf({ name, defaults }: ReferenceCase): OptimizerSettings {
  const [beta1, beta2] = defaults.betas ?? [];
  const common = { learningRate: defaults.lr, weightDecay: defaults.weight_decay };
  const byName: Record<string, object> = {
    sgd: { type: 'sgd' },
    momentum: { type: 'momentum', momentum: defaults.momentum },
    nesterov: { type: 'momentum', momentum: defaults.momentum, nesterov: defaults.nesterov },
    sgd_weight_decay: { type: 'momentum', momentum: defaults.momentum },
    adam: { type: 'adam', beta1, beta2, epsilon: defaults.eps },
    adamw: { type: 'adamw', beta1, beta2, epsilon: defaults.eps },
    rmsprop: { type: 'rmsprop', rho: defaults.alpha, epsilon: defaults.eps },
    adagrad: {
      type: 'adagrad',
      epsilon: defaults.eps,
      initialAccumulator: defaults.initial_accumulator_value,
    },
  };
  return optimizerSchema.parse({ ...byName[name], ...common });
}

/** The same with a single weight. */
async function openSingle(settings: OptimizerSettings, start: TensorData) {
  const { step, dispose } = await openOptimizer(settings, [start]);
  return {
    step(gradient: TensorData, count: number): TensorData {
      const [weight] = step([gradient], count);
      if (weight === undefined) throw new Error('no weight came back');
      return weight;
    },
    dispose,
  };
}

function expectClose(actual: TensorData, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.values.length).toBe(expected.length);
  actual.values.forEach((value: number, index: number) => {
    expect(Math.abs(value - (expected[index] ?? Number.NaN)), `value ${index}`).toBeLessThan(tolerance);
  });
}

describe("optimizers follow PyTorch's ten steps within 1e-5", () => {
  const { cases } = casesSchema.parse(JSON.parse(readFileSync(join(REFERENCE, 'optimizers.json'), 'utf8')));
  const tensors = readSafetensors(join(REFERENCE, 'optimizers.safetensors'));
  const size = 15;

  it.each(cases)('$name', async (reference) => {
    const gradients = tensors.get(`${reference.name}/gradients`)?.values ?? [];
    const parameters = tensors.get(`${reference.name}/parameters`)?.values ?? [];
    expect(gradients.length).toBe(10 * size);
    const part = (values: ArrayLike<number>, index: number) =>
      float32(Array.from(values).slice(index * size, (index + 1) * size), [5, 3]);
    const optimizer = await openSingle(settingsOf(reference), part(parameters, 0));
    for (let index = 0; index < 10; index += 1) {
      expectClose(optimizer.step(part(gradients, index), index + 1), part(parameters, index + 1).values);
    }
    optimizer.dispose();
  });
});

describe('what the reference does not cover', () => {
  const start = [1, -2, 3];
  const gradient = [0.5, -1, 2];
  const steps = async (settings: object, count: number) => {
    const optimizer = await openSingle(optimizerSchema.parse(settings), float32(start));
    let weight: TensorData = float32(start);
    for (let index = 1; index <= count; index += 1) weight = optimizer.step(float32(gradient), index);
    optimizer.dispose();
    return weight;
  };

  it('centered RMSprop with momentum', async () => {
    const settings = { rho: 0.9, momentum: 0.5, epsilon: 1e-3, learningRate: 0.1 };
    const weight = await steps({ type: 'rmsprop', centered: true, ...settings }, 3);
    // The same in plain numbers, after PyTorch's description of its algorithm.
    const expected = gradient.map((g, index) => {
      let [w = 0, square, mean, velocity] = [start[index], 0, 0, 0];
      for (let step = 0; step < 3; step += 1) {
        square = 0.9 * square + 0.1 * g * g;
        mean = 0.9 * mean + 0.1 * g;
        velocity = 0.5 * velocity + g / (Math.sqrt(square - mean * mean) + 1e-3);
        w -= 0.1 * velocity;
      }
      return w;
    });
    expectClose(weight, expected);
  });

  it('clips by the norm of all gradients together, before weight decay is added', async () => {
    const weight = await steps({ type: 'sgd', learningRate: 1, clipNorm: 0.5, weightDecay: 0.1 }, 1);
    const norm = Math.hypot(...gradient);
    const expected = start.map((w, index) => w - ((gradient[index] ?? 0) * (0.5 / norm) + 0.1 * w));
    expectClose(weight, expected);
  });

  it('does not stretch gradients that are shorter than the limit', async () => {
    const weight = await steps({ type: 'sgd', learningRate: 1, clipNorm: 100 }, 1);
    expectClose(
      weight,
      start.map((w, index) => w - (gradient[index] ?? 0)),
    );
  });

  it("starts Adagrad's accumulator where the settings say", async () => {
    const weight = await steps({ type: 'adagrad', learningRate: 1, initialAccumulator: 1 }, 1);
    const expected = start.map((w, index) => {
      const g = gradient[index] ?? 0;
      return w - g / Math.sqrt(1 + g * g);
    });
    expectClose(weight, expected);
  });
});
