import type { OpNode } from '../../ops/op-graph';
import { applyAdam } from '../../ops/optimizer-steps';
import { betas, epsilonField, learningRate, regularization } from './fields';
import { defineOptimizer, type UpdateContext } from './optimizer';

/** The numbers Adam and AdamW share. */
export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export const adamSlots = [
  { name: 'mean', initialValue: 0 },
  { name: 'variance', initialValue: 0 },
] as const;

/**
 * Adam's step is learningRate * m^ / (sqrt(v^) + epsilon) with m^ = m / (1 - beta1^t) and v^ = v / (1 - beta2^t)
 * (Kingma and Ba 2015, algorithm 1). Both corrections drawn out of the fraction: rate * m / (sqrt(v) + epsilon') with
 * rate = learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) and epsilon' = epsilon * sqrt(1 - beta2^t).
 */
export function adamScalars(
  settings: AdamSettings,
  learningRate: number,
  step: number,
): Readonly<Record<string, number>> {
  const correction = Math.sqrt(1 - settings.beta2 ** step);
  return {
    rate: (learningRate * correction) / (1 - settings.beta1 ** step),
    epsilon: settings.epsilon * correction,
  };
}

export function adamUpdate(context: UpdateContext, settings: AdamSettings, after: readonly OpNode[]): OpNode {
  const { graph, weight, gradient, slot, scalar } = context;
  const options = {
    mean: slot('mean'),
    variance: slot('variance'),
    beta1: settings.beta1,
    beta2: settings.beta2,
    rate: scalar('rate'),
    epsilon: scalar('epsilon'),
  };
  return applyAdam(graph, weight, options, gradient, after);
}

/** Adam: each weight's step is scaled by the recent size of its gradient. */
export const adam = defineOptimizer({
  type: 'adam',
  label: { en: 'Adam', 'zh-Hant': 'Adam' },
  help: {
    en: 'Scales each weight’s step by the recent size of its gradient; learns fast without much tuning.',
    'zh-Hant': '依各權重近期梯度的大小調整步伐；不需太多調校即可快速學習。',
  },
  fields: { learningRate: learningRate(0.001), ...betas, epsilon: epsilonField(1e-8), ...regularization },
  isAdaptive: true,
  correctsBias: true,
  slots: () => adamSlots,
  scalars: adamScalars,
  update: (context, settings) => [adamUpdate(context, settings, context.after)],
});
