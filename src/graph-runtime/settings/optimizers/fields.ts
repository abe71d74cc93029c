import { nullableNumber, numberField, requiredNumber } from '../field';

/** Fields that several optimizers have, under the names Keras uses. */

/** The rate with which an optimizer starts where it was just chosen; it differs from one to another. */
export const learningRate = (initial: number) =>
  requiredNumber({
    label: { en: 'Learning rate', 'zh-Hant': '學習率' },
    help: { en: 'How far a step moves the weights.', 'zh-Hant': '每一步讓權重移動多遠。' },
    initial,
    above: 0,
    step: 'relative',
    isMain: true,
    meaning: 'learning-rate',
    option: { name: 'learning-rate' },
  });

const decay = {
  label: { en: 'Weight decay', 'zh-Hant': '權重衰減' },
  minimum: 0,
  step: 0.0001,
} as const;

/** What every optimizer has besides its own numbers. */
export const regularization = {
  weightDecay: numberField({
    ...decay,
    help: {
      en: 'Added to the gradient as this factor times the weight: it keeps weights small (L2).',
      'zh-Hant': '以此係數乘上權重後加到梯度，使權重保持較小（L2）。',
    },
    default: 0,
  }),
  clipNorm: nullableNumber({
    label: { en: 'Gradient clipping (norm)', 'zh-Hant': '梯度範數上限' },
    name: { en: 'gradient clipping norm', 'zh-Hant': '梯度範數上限' },
    help: {
      en: 'Gradients are scaled so that their global L2 norm is at most this.',
      'zh-Hant': '縮小梯度，使其整體 L2 範數不超過此值。',
    },
    // Clips now and then, and does not slow a healthy training.
    initial: 1,
    above: 0,
    step: 0.1,
  }),
};

/** The same where the decay is apart from the gradient, and usual. */
export const decoupledDecay = {
  ...regularization,
  weightDecay: numberField({
    ...decay,
    help: {
      en: 'Each step takes this share, times the learning rate, off the weights, apart from the gradient.',
      'zh-Hant': '每一步另外將權重減去此比例乘上學習率，與梯度分開計算。',
    },
    default: 0.01,
  }),
};

const share = { minimum: 0, maximum: 1, step: 0.01 } as const;

export const momentumField = (initial: number) =>
  numberField({
    ...share,
    label: { en: 'Momentum', 'zh-Hant': '動量' },
    help: {
      en: 'The share of the last update that continues into the next; 0.9 is usual.',
      'zh-Hant': '上一次更新有多少比例延續到下一次；常用 0.9。',
    },
    default: initial,
  });

/** The averages of Adam and its relatives. */
export const betas = {
  beta1: numberField({
    ...share,
    label: { en: 'Beta 1', 'zh-Hant': 'Beta 1（一階動差）' },
    name: { en: 'beta 1', 'zh-Hant': 'Beta 1' },
    help: {
      en: 'Decay rate of the running average of gradients.',
      'zh-Hant': '梯度移動平均的衰減率。',
    },
    default: 0.9,
  }),
  beta2: numberField({
    ...share,
    label: { en: 'Beta 2', 'zh-Hant': 'Beta 2（二階動差）' },
    name: { en: 'beta 2', 'zh-Hant': 'Beta 2' },
    help: {
      en: 'Decay rate of the running measure of the gradients’ size.',
      'zh-Hant': '梯度大小移動估計的衰減率。',
    },
    default: 0.999,
    step: 0.001,
  }),
};

export const epsilonField = (initial: number) =>
  numberField({
    label: { en: 'Epsilon', 'zh-Hant': 'Epsilon（數值穩定）' },
    name: { en: 'epsilon', 'zh-Hant': 'Epsilon' },
    help: {
      en: 'Added to the divisor, so that small gradients are not divided by zero.',
      'zh-Hant': '加到除數上，避免梯度很小時除以零。',
    },
    default: initial,
    above: 0,
    step: 'relative',
  });
