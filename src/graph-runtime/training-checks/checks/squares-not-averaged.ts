import { type TrainingCheck, threeDigits } from '../check';
import { usualOptimizerFix } from '../settings-fix';

/** RMSprop with a rho of 1 divides by epsilon alone. With Inception's epsilon of 1 that would be plain SGD; with 1e-8 it diverges. */
export const squaresNotAveraged: TrainingCheck = {
  code: 'squares-not-averaged',
  severity: 'warning',
  what: {
    en: 'With a rho of {received}, the average of squared gradients stays 0: every gradient is multiplied by {factor}.',
    'zh-Hant': 'rho 為 {received} 時，梯度平方的平均恆為 0：每個梯度都會乘以 {factor}。',
  },
  advice: { en: 'Choose a value below 1: 0.9 or 0.99.', 'zh-Hant': '請改用小於 1 的值：0.9 或 0.99。' },
  find: (context) => {
    const { optimizer } = context.settings;
    if (optimizer.type !== 'rmsprop' || Math.fround(optimizer.rho) < 1) return [];
    return [
      {
        setting: 'optimizer.rho',
        expected: '< 1',
        received: `${optimizer.rho}`,
        values: { factor: threeDigits(optimizer.learningRate / optimizer.epsilon) },
        fixes: () => [usualOptimizerFix(context, 'rho')],
      },
    ];
  },
};
