import { type FindingRule, percent, shown } from '../finding';
import { chanceLoss, stepsSeen } from '../observations';

/** LeNet, which begins slowly, leaves chance behind after some 300 steps. */
const STEPS = 500;
const EPOCHS = 2;
/** The loss is that near to chance, or above it, in the last epochs. */
const NEAR = 0.97;

/** Weights that begin with zeros: a loss of 2.303 forever, with ln(10) = 2.303. */
export const chanceLevel: FindingRule = {
  code: 'chance-level',
  severity: 'problem',
  title: { en: 'At chance level', 'zh-Hant': '僅達隨機猜測的水準' },
  evidence: {
    en: 'After {steps} steps the loss is {loss}; random guessing among {classes} classes gives {chance}. The accuracy is {percent}%.',
    'zh-Hant':
      '經過 {steps} 步後損失為 {loss}；在 {classes} 個類別中隨機猜測的損失是 {chance}。準確率為 {percent}%。',
  },
  advice: {
    en: 'Nothing has been learned yet. Check the other findings first; then try another learning rate (the learning rate finder suggests one), another initializer (the weights must not all start equal), or a simpler network.',
    'zh-Hant':
      '目前什麼都還沒學到。請先查看其他結果；再試試不同的學習率（「尋找學習率」可提供建議）、不同的初始化（權重不能全部相同），或較簡單的網路。',
  },
  isAboutRate: true,
  find: (run) => {
    const steps = stepsSeen(run);
    const chance = chanceLoss(run);
    const recent = run.epochs.slice(-EPOCHS);
    const last = recent[recent.length - 1];
    if (last?.trainAccuracy === undefined || recent.length < EPOCHS || steps < STEPS) return null;
    // A loss above chance is no better, unless the answers are: a sure network may be right often and wrong badly.
    const isBad = recent.every(
      ({ trainLoss, trainAccuracy = 0 }) =>
        !(trainLoss < NEAR * chance) && trainAccuracy < 2 / run.classCount,
    );
    if (!isBad) return null;
    return {
      paths: [],
      values: {
        steps,
        loss: shown(last.trainLoss),
        classes: run.classCount,
        chance: shown(chance),
        percent: percent(last.trainAccuracy),
      },
    };
  },
};
