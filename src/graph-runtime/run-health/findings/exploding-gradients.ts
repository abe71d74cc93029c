import { type FindingRule, rateCure, shown } from '../finding';
import { kernelRatios, lastLook } from '../observations';

/** A gradient this many times as large as the weights it belongs to. ResNet comes to 1 in its first steps, others stay below. */
const TIMES_WEIGHTS = 100;

/** Four dense layers that begin with ones: a gradient of 10 000 times the weights. */
export const explodingGradients: FindingRule = {
  code: 'exploding-gradients',
  severity: 'problem',
  title: { en: 'Exploding gradients', 'zh-Hant': '梯度爆炸' },
  evidence: {
    en: 'At step {step} the gradient of “{path}” was {times} times as large as its weights; in healthy networks the ratio rarely exceeds 1.',
    'zh-Hant': '在第 {step} 步，「{path}」的梯度是其權重的 {times} 倍；健康的網路很少超過 1 倍。',
  },
  advice: {
    en: 'Try batch normalization, He or Glorot initialization, gradient clipping (in the optimizer settings), or a smaller learning rate.',
    'zh-Hant': '可以試試批次正規化、He 或 Glorot 初始化、梯度裁剪（在最佳化器的設定中），或較小的學習率。',
  },
  isAboutRate: true,
  cure: (settings) =>
    settings.optimizer.clipNorm === null
      ? {
          path: 'optimizer.clipNorm',
          value: 1,
          text: { en: 'gradient clipping at {value}', 'zh-Hant': '梯度範數上限 {value}' },
        }
      : rateCure(settings, 0.1),
  find: (run) => {
    const look = lastLook(run);
    if (look === null) return null;
    const exploding = kernelRatios(look).filter(({ gradient }) => !(gradient <= TIMES_WEIGHTS));
    const worst = exploding.reduce((a, b) => (b.gradient > a.gradient ? b : a), exploding[0] ?? NONE);
    if (exploding.length === 0) return null;
    return {
      paths: exploding.map(({ path }) => path),
      values: { path: worst.path, times: shown(worst.gradient), step: look.step },
    };
  },
};

const NONE = { path: '', gradient: 0, update: 0 };
