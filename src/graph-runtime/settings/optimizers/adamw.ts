import { applyGradientDescent } from '../../ops/optimizer-steps';
import { adamScalars, adamSlots, adamUpdate } from './adam';
import { betas, decoupledDecay, epsilonField, learningRate } from './fields';
import { defineOptimizer } from './optimizer';

/**
 * Adam with weight decay apart from the gradient: first w -= learningRate * weightDecay * w, then Adam's step
 * (Loshchilov and Hutter 2019).
 */
export const adamw = defineOptimizer({
  type: 'adamw',
  label: { en: 'AdamW', 'zh-Hant': 'AdamW' },
  help: {
    en: 'Adam with weight decay apart from the gradient, which regularizes better.',
    'zh-Hant': '權重衰減與梯度分開的 Adam，正則化效果較好。',
  },
  fields: { learningRate: learningRate(0.001), ...betas, epsilon: epsilonField(1e-8), ...decoupledDecay },
  isAdaptive: true,
  correctsBias: true,
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
});
