import type { OptimizerSettings } from '../../document/document';
import { createOptimizer } from '../../settings/optimizers/registry';
import { type TrainingCheck, threeDigits } from '../check';
import { usualOptimizerFix } from '../settings-fix';

/** A decay of 1 or more per step: weights are set to zero, or beyond it to the other side, at every step. */
export const decayOutweighsLearning: TrainingCheck = {
  code: 'decay-outweighs-learning',
  severity: 'warning',
  what: {
    en: 'A weight decay of {received} takes away {share} of the weights at each step: what is learned is lost immediately.',
    'zh-Hant': '權重衰減為 {received} 時，每一步會減去權重的 {share}：學到的內容立刻消失。',
  },
  advice: {
    en: 'The product of weight decay and learning rate must be far below 1. A weight decay of 0.0001 to 0.01 is usual.',
    'zh-Hant': '權重衰減與學習率的乘積必須遠小於 1。權重衰減常用 0.0001 到 0.01。',
  },
  find: (context) => {
    const { optimizer } = context.settings;
    const share = decayPerStep(optimizer);
    if (share < 1) return [];
    return [
      {
        setting: 'optimizer.weightDecay',
        received: `${optimizer.weightDecay}`,
        values: { share: `${threeDigits(share * 100)}%` },
        fixes: () => [usualOptimizerFix(context, 'weightDecay')],
      },
    ];
  },
};

/** Share of a weight that its decay takes away in the long run of a step. */
function decayPerStep(optimizer: OptimizerSettings): number {
  const { learningRate, weightDecay } = optimizer;
  // Adaptive optimizers scale the decay together with the gradient: from 1 on it is all they follow.
  const { isAdaptive, decouplesWeightDecay } = createOptimizer(optimizer);
  if (isAdaptive && !decouplesWeightDecay) return weightDecay;
  const velocity = 'momentum' in optimizer ? 1 / Math.max(1e-3, 1 - optimizer.momentum) : 1;
  return learningRate * weightDecay * velocity;
}
