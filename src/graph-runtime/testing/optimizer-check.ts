import { describe, expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import type { ValuesOf } from '../settings/field';
import type { OptimizerDefinition, OptimizerFields } from '../settings/optimizers/optimizer';
import { optimizerSchema } from '../settings/training-settings';
import { openOptimizer } from './open-optimizer';

/** One step of one number. */
export interface NumberStep {
  /** The weight at the beginning of the step. */
  readonly w: number;
  /** Its gradient: clipped, and with the weight decay in it unless the optimizer decouples that. */
  readonly g: number;
  readonly rate: number;
  /** Counted from 1. */
  readonly step: number;
}

export interface OptimizerCheck<F extends OptimizerFields, M extends object> {
  /** Settings to try, by a name; what they do not say is as usual. */
  readonly settings: Readonly<Record<string, Partial<ValuesOf<F>>>>;
  /** What the formula remembers of one number. */
  memory(settings: ValuesOf<F>): M;
  /**
   * The weight after a step, in double precision. It is written down after the paper or PyTorch's documentation, number by number and
   * with the corrections where they have them, so that it shares nothing with the graph's. Changes `memory`.
   */
  step(settings: ValuesOf<F>, memory: M, step: NumberStep): number;
}

const additions = {
  plain: { weightDecay: 0 },
  'weight decay': { weightDecay: 0.1 },
  clipping: { weightDecay: 0, clipNorm: 2 },
  'weight decay and clipping': { weightDecay: 0.1, clipNorm: 2 },
} as const;

/**
 * The test of an optimizer: with and without weight decay and clipping, at a learning rate that changes from step to step, ten steps in
 * the real engine are its formula in double precision, within 1e-5.
 */
export function checkOptimizer<T extends string, F extends OptimizerFields, M extends object>(
  definition: OptimizerDefinition<T, F>,
  check: OptimizerCheck<F, M>,
): void {
  const cases = Object.entries(check.settings).flatMap(([name, settings]) =>
    Object.entries(additions).map(([addition, more]) => [name, addition, { ...settings, ...more }] as const),
  );
  describe(`${definition.type} is its formula in double precision`, () => {
    it.each(cases)('%s, %s', async (_name, _addition, given) => {
      const rate = definition.fields.learningRate.initial;
      const settings = optimizerSchema.parse({ type: definition.type, learningRate: rate, ...given });
      await compare(settings, (starts) =>
        reference(definition, check, valuesOf(definition, settings), starts),
      );
    });
  });
}

/** The settings as the definition's functions take them. */
function valuesOf<T extends string, F extends OptimizerFields>(
  _definition: OptimizerDefinition<T, F>,
  settings: object,
): ValuesOf<F> {
  // They were parsed by the schema of these very fields.
  return settings as ValuesOf<F>;
}

type Settings = ReturnType<typeof optimizerSchema.parse>;
type Steps = (gradients: readonly (readonly number[])[], step: number, rate: number) => number[][];

/** Ten steps of two weights in the engine and by the formula: what is clipped is the norm of both together. */
async function compare(settings: Settings, open: (starts: readonly number[][]) => Steps): Promise<void> {
  const starts = [numbers(6, 1), numbers(4, 2)];
  const shapes = [[2, 3], [4]];
  const tensors = (values: readonly number[][]) =>
    values.map((entry, index) => float32(entry, shapes[index] ?? []));
  const optimizer = await openOptimizer(settings, tensors(starts));
  const expectedStep = open(starts);
  for (let step = 1; step <= 10; step += 1) {
    const scale = step % 3 === 0 ? 0.2 : 1;
    const gradients = [6, 4].map((count, index) =>
      numbers(count, 10 * step + index).map((value) => scale * value),
    );
    const rate = settings.learningRate * 0.9 ** step;
    const expected = expectedStep(gradients, step, rate);
    optimizer.step(tensors(gradients), step, rate).forEach(({ values }, index) => {
      expect(values).toHaveLength(expected[index]?.length ?? 0);
      values.forEach((value: number, place: number) => {
        const difference = Math.abs(value - (expected[index]?.[place] ?? Number.NaN));
        expect(difference, `step ${step}, weight ${index}, number ${place}`).toBeLessThan(1e-5);
      });
    });
  }
  optimizer.dispose();
}

/** The steps of all weights by the formula. */
function reference<T extends string, F extends OptimizerFields, M extends object>(
  definition: OptimizerDefinition<T, F>,
  check: OptimizerCheck<F, M>,
  settings: ValuesOf<F>,
  starts: readonly number[][],
): Steps {
  const { weightDecay, clipNorm }: { readonly weightDecay: number; readonly clipNorm: number | null } =
    settings;
  const weights = starts.map((values) => values.map((w) => ({ w, memory: check.memory(settings) })));
  return (gradients, step, rate) => {
    const norm = Math.hypot(...gradients.flat());
    const factor = clipNorm === null ? 1 : Math.min(1, clipNorm / norm);
    const decay = definition.decouplesWeightDecay === true ? 0 : weightDecay;
    return weights.map((values, index) =>
      values.map((entry, place) => {
        const g = factor * (gradients[index]?.[place] ?? Number.NaN) + decay * entry.w;
        entry.w = check.step(settings, entry.memory, { w: entry.w, g, rate, step });
        return entry.w;
      }),
    );
  };
}

/** Numbers as they come, the same in every run: their norm is above the limit in some steps and below it in others. */
function numbers(count: number, key: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.sin(12.9898 * (index + 1) + 78.233 * key));
}
