import { createOptimizer } from '../../settings/optimizers/registry';
import type { TrainingCheck } from '../check';
import { usualOptimizerFix } from '../settings-fix';

/** Adam divides by 1 − β^t, which is zero for a β of 1 (or one that is 1 in float32): the first update is not a number. */
export const averagesThatNeverMove: TrainingCheck = {
  code: 'averages-that-never-move',
  severity: 'error',
  what: {
    en: '{setting} of {received} means that the optimizer’s average never includes a gradient: its update would be 0 / 0.',
    'zh-Hant': '{setting} 為 {received} 時，最佳化器的移動平均永遠不會納入梯度：更新量會變成 0 / 0。',
  },
  advice: {
    en: 'Choose a value below 1: 0.9 for beta1 and 0.999 for beta2 are usual.',
    'zh-Hant': '請改用小於 1 的值：beta1 常用 0.9，beta2 常用 0.999。',
  },
  find: (context) => {
    const { optimizer } = context.settings;
    if (!('beta2' in optimizer) || !createOptimizer(optimizer).correctsBias) return [];
    return (['beta1', 'beta2'] as const)
      .filter((key) => Math.fround(optimizer[key]) >= 1)
      .map((key) => ({
        setting: `optimizer.${key}`,
        expected: '< 1',
        received: `${optimizer[key]}`,
        values: { setting: key },
        fixes: () => [usualOptimizerFix(context, key)],
      }));
  },
};
