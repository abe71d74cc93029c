import { type FindingRule, shown } from '../finding';
import { currentLoss, isLearning, kernelRatios, lastLook, stepsSeen } from '../observations';
import { deadUnits } from './dead-units';

/** A layer's gradient, over its weights, is this many times smaller than the strongest layer's. LeNet's sigmoids come to 60. */
const TIMES_SMALLER = 1_000;
/** And its weights change by less than this share of themselves in a step: a thousand steps hardly move them. */
const STILL = 1e-5;
/** Before that a network may still find its way. */
const STEPS = 100;

/** Eight layers of sigmoids: 1.3e-6 at the first layer, 0.1 at the last. */
export const vanishingGradients: FindingRule = {
  code: 'vanishing-gradients',
  severity: 'problem',
  title: { en: 'Vanishing gradients', 'zh-Hant': '梯度消失' },
  evidence: {
    en: 'The ratio of gradient to weights is {weak} in “{first}” and {strong} in “{last}”: {times} times as large. In one step the weights of “{first}” change by a fraction of {update}, and the loss is still {loss}.',
    'zh-Hant':
      '「{first}」的梯度只有權重的 {weak}，「{last}」則是 {strong}，相差 {times} 倍。「{first}」的權重每一步只改變自身的 {update}，而損失仍為 {loss}。',
  },
  advice: {
    en: 'The early layers do not learn. Try ReLU in place of sigmoid or tanh, batch normalization, skip connections (Add), He initialization, or fewer layers.',
    'zh-Hant':
      '前面的層沒有在學習。可以試試以 ReLU 取代 sigmoid 或 tanh、加入批次正規化、加入跳接（相加）、改用 He 初始化，或減少層數。',
  },
  find: (run) => {
    const look = lastLook(run);
    if (look === null || isLearning(run) || stepsSeen(run) < STEPS) return null;
    // No gradient passes dead units: it is not the number of layers then, and ReLU is no help.
    if (deadUnits.find(run) !== null) return null;
    const kernels = kernelRatios(look);
    const strongest = kernels.reduce((best, kernel) => (kernel.gradient > best.gradient ? kernel : best), {
      path: '',
      gradient: 0,
      update: 0,
    });
    const weak = kernels.filter(
      ({ gradient, update }) => gradient * TIMES_SMALLER < strongest.gradient && update < STILL,
    );
    const [first] = weak;
    if (first === undefined) return null;
    return {
      paths: weak.map(({ path }) => path),
      values: {
        first: first.path,
        last: strongest.path,
        weak: shown(first.gradient),
        strong: shown(strongest.gradient),
        times: first.gradient === 0 ? '∞' : shown(strongest.gradient / first.gradient),
        update: shown(first.update),
        loss: shown(currentLoss(run) ?? Number.NaN),
      },
    };
  },
};
