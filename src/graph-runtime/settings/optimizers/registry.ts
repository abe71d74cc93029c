import type { OpNode } from '../../ops/op-graph';
import { initialValue } from '../field';
import type { KindSettings } from '../kind';
import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamw } from './adamw';
import { lion } from './lion';
import { momentum } from './momentum';
import type { Damping, OptimizerDefinition, SlotDescription, UpdateContext } from './optimizer';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** Every optimizer, in the order in which they are offered; a new one is its import and one more entry. */
export const optimizers = {
  sgd,
  momentum,
  adam,
  adamw,
  rmsprop,
  adagrad,
  lion,
} as const;

export type OptimizerType = keyof typeof optimizers;

/** The optimizer and its hyperparameters, as a document has them. */
export type OptimizerSettings = KindSettings<typeof optimizers>;

/** The learning rate that an optimizer usually trains something with. */
export function initialLearningRate(type: OptimizerType): number {
  // It follows from nothing but the optimizer.
  return initialValue(optimizers[type].fields.learningRate, { epochs: 1, batchSize: 1 });
}

/** An optimizer with its settings put in. */
export interface Optimizer {
  readonly settings: OptimizerSettings;
  readonly slots: readonly SlotDescription[];
  readonly isAdaptive: boolean;
  readonly correctsBias: boolean;
  readonly decouplesWeightDecay: boolean;
  readonly damping: Damping;
  scalars(learningRate: number, step: number): Readonly<Record<string, number>>;
  update(context: UpdateContext): readonly OpNode[];
  /** The same without weight decay, for weights of a single axis; null where all weights decay. */
  readonly forVectors: Optimizer | null;
}

/**
 * The optimizer that the document's settings describe.
 *
 * @param decayed which weights decay: all, or only those with two axes or more
 */
export function createOptimizer(settings: OptimizerSettings, decayed: 'all' | 'kernels' = 'all'): Optimizer {
  const definition: OptimizerDefinition = optimizers[settings.type];
  return {
    settings,
    slots: definition.slots(settings),
    isAdaptive: definition.isAdaptive,
    correctsBias: definition.correctsBias ?? false,
    decouplesWeightDecay: definition.decouplesWeightDecay ?? false,
    damping: definition.damping?.(settings) ?? usualDamping(settings, definition.isAdaptive),
    scalars: (learningRate, step) => definition.scalars(settings, learningRate, step),
    update: (context) => definition.update(context, settings),
    forVectors:
      decayed === 'all' || settings.weightDecay === 0
        ? null
        : createOptimizer({ ...settings, weightDecay: 0 }),
  };
}

/** What adds to the divisor of an adaptive optimizer, else what clips the gradients. */
function usualDamping(settings: OptimizerSettings, isAdaptive: boolean): Damping {
  if (!isAdaptive) return { key: 'clipNorm', factor: Math.min(1, settings.clipNorm ?? 1) };
  const epsilon = 'epsilon' in settings ? settings.epsilon : 0;
  return { key: 'epsilon', factor: 1 / Math.max(1, epsilon) };
}
