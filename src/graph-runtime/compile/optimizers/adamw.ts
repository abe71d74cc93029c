import type { OptimizerSettings } from '../../document/document';
import { applyGradientDescent } from '../../ops/optimizer-steps';
import { adamScalars, adamSlots, adamUpdate } from './adam';
import type { OptimizerDefinition } from './optimizer';

type Settings = Extract<OptimizerSettings, { type: 'adamw' }>;

/**
 * Adam with weight decay apart from the gradient: first w -= learningRate * weightDecay * w, then Adam's step
 * (Loshchilov and Hutter 2019).
 */
export const adamw: OptimizerDefinition<Settings> = {
  type: 'adamw',
  slots: () => adamSlots,
  scalars: (settings, learningRate, step) => ({
    ...adamScalars(settings, learningRate, step),
    decay: learningRate * settings.weightDecay,
  }),
  decouplesWeightDecay: true,
  update: (context, settings) => {
    const { graph, weight, value, scalar, after } = context;
    if (settings.weightDecay === 0) return [adamUpdate(context, settings, after)];
    const decayed = applyGradientDescent(graph, weight, scalar('decay'), value, after);
    return [adamUpdate(context, settings, [decayed])];
  },
};
