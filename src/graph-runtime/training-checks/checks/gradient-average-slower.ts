import { createOptimizer } from '../../settings/optimizers/registry';
import type { TrainingCheck } from '../check';
import { usualOptimizerFix } from '../settings-fix';

/** β₁² ≥ √β₂ breaks the condition under which Adam was shown to converge (Kingma and Ba 2015, theorem 4.1): mostly the two are swapped. */
export const gradientAverageSlower: TrainingCheck = {
  code: 'gradient-average-slower',
  severity: 'warning',
  what: {
    en: 'With beta1 = {beta1} and beta2 = {beta2}, the average of gradients forgets more slowly than that of their squares: Adam may diverge.',
    'zh-Hant': 'beta1 = {beta1}、beta2 = {beta2} 時，梯度的平均比其平方的平均遺忘得更慢：Adam 可能會發散。',
  },
  advice: {
    en: 'Are they swapped? 0.9 and 0.999 are usual.',
    'zh-Hant': '兩者是否對調了？常用值為 0.9 與 0.999。',
  },
  find: (context) => {
    const { optimizer } = context.settings;
    if (!('beta2' in optimizer) || !createOptimizer(optimizer).correctsBias) return [];
    const { beta1, beta2 } = optimizer;
    if (Math.fround(beta1) >= 1 || Math.fround(beta2) >= 1 || beta1 ** 2 < Math.sqrt(beta2)) return [];
    const key = beta1 > 0.99 ? 'beta1' : 'beta2';
    return [
      {
        setting: `optimizer.${key}`,
        values: { beta1, beta2 },
        fixes: () => [usualOptimizerFix(context, key)],
      },
    ];
  },
};
