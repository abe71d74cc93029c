import { type FindingRule, percent, rateCure, shown } from '../finding';
import { currentLoss, kernelRatios, lastLook, stepsSeen } from '../observations';

/** No layer's weights change by more than this share of themselves in a step: a tenth of the least seen where learning goes well. */
const STILL = 1e-4;
/** But there are gradients to follow. */
const GRADIENT = 1e-3;
const STEPS = 200;
/** The loss has lost less than this share of what it was at the beginning. */
const FALL = 0.2;

/** A rate of 0.00001 for a network that learns well with 0.1: updates of 3e-6, a loss from 2.52 to 2.51 in four epochs. */
export const rateTooLow: FindingRule = {
  code: 'rate-too-low',
  severity: 'problem',
  title: { en: 'Learning rate too low', 'zh-Hant': '學習率過低' },
  evidence: {
    en: 'With a learning rate of {rate} no layer changes by more than {update} of its weights in a step (0.001 is typical), and in {steps} steps the loss has fallen by {percent}%.',
    'zh-Hant':
      '學習率為 {rate} 時，沒有任何一層在一步中的改變超過其權重的 {update}（通常約為 0.001），{steps} 步以來損失只下降了 {percent}%。',
  },
  advice: {
    en: 'There are gradients, but the updates are too small. Try ten times the rate (the learning rate finder suggests one), or Adam.',
    'zh-Hant': '梯度正常，但更新幅度太小。可以試試十倍的學習率（「尋找學習率」可提供建議），或改用 Adam。',
  },
  isAboutRate: true,
  cure: (settings) => rateCure(settings, 10),
  find: (run) => {
    const look = lastLook(run);
    const [first] = run.points;
    const loss = currentLoss(run);
    const steps = stepsSeen(run);
    if (look === null || first === undefined || loss === null || steps < STEPS) return null;
    const kernels = kernelRatios(look);
    const update = Math.max(0, ...kernels.map((kernel) => kernel.update));
    const gradient = Math.max(0, ...kernels.map((kernel) => kernel.gradient));
    const fall = 1 - loss / first.loss;
    if (!(update < STILL) || !(gradient > GRADIENT) || fall >= FALL) return null;
    return {
      paths: [],
      values: {
        rate: shown(run.settings.optimizer.learningRate),
        update: shown(update),
        steps,
        percent: Math.max(0, percent(fall)),
      },
    };
  },
};
