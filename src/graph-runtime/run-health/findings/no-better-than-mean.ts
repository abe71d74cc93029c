import { type FindingRule, shown } from '../finding';
import { stepsSeen } from '../observations';

const STEPS = 500;
const EPOCHS = 2;
/** Share of the variance that is explained on the training examples in the last epochs: hardly any. */
const EXPLAINED = 0.03;

/** A network that predicts numbers, whose R² on the very examples it learns from stays about 0. */
export const noBetterThanMean: FindingRule = {
  code: 'no-better-than-mean',
  severity: 'problem',
  title: { en: 'No better than the mean', 'zh-Hant': '不比預測平均值好' },
  evidence: {
    en: 'After {steps} steps R² on the training examples is {r2}: always predicting their mean gives 0.',
    'zh-Hant': '經過 {steps} 步後，訓練樣本的 R² 為 {r2}；一律預測平均值的 R² 是 0。',
  },
  advice: {
    en: 'Nothing has been learned yet. Check the other findings first; then try another learning rate (the learning rate finder suggests one), a last layer without activation, or a larger network.',
    'zh-Hant':
      '目前什麼都還沒學到。請先查看其他結果；再試試不同的學習率（「尋找學習率」可提供建議）、最後一層不加活化函數，或較大的網路。',
  },
  isAboutRate: true,
  find: (run) => {
    const steps = stepsSeen(run);
    const recent = run.epochs.slice(-EPOCHS);
    const explained = recent.flatMap(({ trainMetrics }) => trainMetrics?.r2 ?? []);
    const last = explained[explained.length - 1];
    if (last === undefined || explained.length < EPOCHS || steps < STEPS) return null;
    if (explained.some((r2) => r2 > EXPLAINED)) return null;
    return { paths: [], values: { steps, r2: shown(last) } };
  },
};
