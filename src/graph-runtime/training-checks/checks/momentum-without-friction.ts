import type { TrainingCheck } from '../check';
import { optimizerFix } from '../settings-fix';

/** With a momentum of 1, every gradient pushes forever: the weights fly past every minimum. */
export const momentumWithoutFriction: TrainingCheck = {
  code: 'momentum-without-friction',
  severity: 'warning',
  what: {
    en: 'A momentum of {received} never forgets a gradient: the updates grow with every step, and training does not converge.',
    'zh-Hant': '動量為 {received} 時，梯度永遠不會被遺忘：每一步的更新量愈來愈大，訓練無法收斂。',
  },
  advice: { en: '0.9 is usual.', 'zh-Hant': '常用值為 0.9。' },
  find: (context) => {
    const { optimizer } = context.settings;
    if (!('momentum' in optimizer) || Math.fround(optimizer.momentum) < 1) return [];
    return [
      {
        setting: 'optimizer.momentum',
        expected: '< 1',
        received: `${optimizer.momentum}`,
        fixes: () => [optimizerFix(context, 'momentum', 0.9)],
      },
    ];
  },
};
