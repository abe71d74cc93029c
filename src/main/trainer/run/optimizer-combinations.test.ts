import { describe, expect, it } from 'vitest';
import { type OptimizerSettings, optimizerSchema } from '../../../graph-runtime/document/document';
import { float32 } from '../engine/tensor-data';
import { openOptimizer } from '../testing/open-optimizer';

/**
 * Every optimiser with and without weight decay and clipping, at a learning rate that changes from step to step, against the same
 * formulas in double precision. They are written down after PyTorch's documentation, number by number and with the corrections where the
 * papers have them, so that they share nothing with the graph's.
 */

/** What an optimiser remembers of one number. */
interface Memory {
  first: number;
  second: number;
  velocity: number;
}

type Rule = (w: number, g: number, memory: Memory, rate: number, step: number) => number;

/** One number's step, weight decay and clipping aside (except for AdamW's decay). */
function ruleOf(settings: OptimizerSettings): Rule {
  switch (settings.type) {
    case 'sgd':
      return (w, g, _memory, rate) => w - rate * g;
    case 'momentum':
      return (w, g, memory, rate) => {
        memory.velocity = settings.momentum * memory.velocity + g;
        return w - rate * (settings.nesterov ? g + settings.momentum * memory.velocity : memory.velocity);
      };
    case 'adam':
    case 'adamw':
      return (w, g, memory, rate, step) => {
        const { beta1, beta2, epsilon } = settings;
        const kept = settings.type === 'adamw' ? w * (1 - rate * settings.weightDecay) : w;
        memory.first = beta1 * memory.first + (1 - beta1) * g;
        memory.second = beta2 * memory.second + (1 - beta2) * g ** 2;
        const mean = memory.first / (1 - beta1 ** step);
        const variance = memory.second / (1 - beta2 ** step);
        return kept - (rate * mean) / (Math.sqrt(variance) + epsilon);
      };
    case 'rmsprop':
      return (w, g, memory, rate) => {
        const { rho, epsilon, momentum, centered } = settings;
        memory.second = rho * memory.second + (1 - rho) * g ** 2;
        memory.first = rho * memory.first + (1 - rho) * g;
        const variance = memory.second - (centered ? memory.first ** 2 : 0);
        memory.velocity = momentum * memory.velocity + g / (Math.sqrt(variance) + epsilon);
        return w - rate * memory.velocity;
      };
    case 'adagrad':
      return (w, g, memory, rate) => {
        memory.second += g ** 2;
        return w - (rate * g) / (Math.sqrt(memory.second) + settings.epsilon);
      };
  }
}

/** The steps of all weights in double precision. */
function reference(settings: OptimizerSettings, starts: readonly (readonly number[])[]) {
  const rule = ruleOf(settings);
  const initial = settings.type === 'adagrad' ? settings.initialAccumulator : 0;
  const weights = starts.map((values) =>
    values.map((w) => ({ w, memory: { first: 0, second: initial, velocity: 0 } })),
  );
  return (gradients: readonly (readonly number[])[], step: number, rate: number) => {
    const norm = Math.hypot(...gradients.flat());
    const factor = settings.clipNorm === null ? 1 : Math.min(1, settings.clipNorm / norm);
    const decay = settings.type === 'adamw' ? 0 : settings.weightDecay;
    return weights.map((values, index) =>
      values.map((entry, place) => {
        const g = factor * (gradients[index]?.[place] ?? Number.NaN) + decay * entry.w;
        entry.w = rule(entry.w, g, entry.memory, rate, step);
        return entry.w;
      }),
    );
  };
}

const kinds = {
  sgd: { type: 'sgd', learningRate: 0.1 },
  momentum: { type: 'momentum', learningRate: 0.1 },
  nesterov: { type: 'momentum', learningRate: 0.1, nesterov: true },
  adam: { type: 'adam', learningRate: 0.01 },
  adamw: { type: 'adamw', learningRate: 0.01, weightDecay: 0 },
  rmsprop: { type: 'rmsprop', learningRate: 0.01 },
  'centred rmsprop with momentum': {
    type: 'rmsprop',
    learningRate: 0.01,
    rho: 0.9,
    momentum: 0.9,
    centered: true,
    epsilon: 1e-3,
  },
  adagrad: { type: 'adagrad', learningRate: 0.05, initialAccumulator: 0.1 },
} as const;

const additions = {
  plain: {},
  'weight decay': { weightDecay: 0.1 },
  clipping: { clipNorm: 2 },
  'weight decay and clipping': { weightDecay: 0.1, clipNorm: 2 },
} as const;

/** Numbers as they come, the same in every run: their norm is above the limit in some steps and below it in others. */
function numbers(count: number, key: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.sin(12.9898 * (index + 1) + 78.233 * key));
}

describe('every optimiser, with weight decay and clipping, is its formula', () => {
  const cases = Object.entries(kinds).flatMap(([name, kind]) =>
    Object.entries(additions).map(([addition, more]) => [name, addition, { ...kind, ...more }] as const),
  );

  it.each(cases)('%s, %s', async (_name, _addition, given) => {
    const settings = optimizerSchema.parse(given);
    // Two weights: what is clipped is the norm of both together.
    const starts = [numbers(6, 1), numbers(4, 2)];
    const shapes = [[2, 3], [4]];
    const tensors = (values: readonly number[][]) =>
      values.map((entry, index) => float32(entry, shapes[index] ?? []));
    const optimizer = await openOptimizer(settings, tensors(starts));
    const expectedStep = reference(settings, starts);
    for (let step = 1; step <= 10; step += 1) {
      const scale = step % 3 === 0 ? 0.2 : 1;
      const gradients = [6, 4].map((count, index) =>
        numbers(count, 10 * step + index).map((value) => scale * value),
      );
      const rate = settings.learningRate * 0.9 ** step;
      const expected = expectedStep(gradients, step, rate);
      const actual = optimizer.step(tensors(gradients), step, rate);
      actual.forEach(({ values }, index) => {
        expect(values).toHaveLength(expected[index]?.length ?? 0);
        values.forEach((value: number, place: number) => {
          const difference = Math.abs(value - (expected[index]?.[place] ?? Number.NaN));
          expect(difference, `step ${step}, weight ${index}, number ${place}`).toBeLessThan(1e-5);
        });
      });
    }
    optimizer.dispose();
  });
});
