import { setSettingFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';

/** A patience as long as the run never ends it; what is left of early stopping is that the best weights are kept. */
export const stoppingWithoutEffect: TrainingCheck = {
  code: 'stopping-without-effect',
  severity: 'warning',
  what: {
    en: 'With a patience of {received}, early stopping cannot end this run of {epochs} epochs, and it does not keep the best weights.',
    'zh-Hant': '容忍週期數為 {received} 時，提早停止無法結束這次 {epochs} 個週期的訓練，也不會保留最佳權重。',
  },
  advice: {
    en: 'Choose a patience shorter than the run, or keep the weights of the best epoch.',
    'zh-Hant': '請設定比訓練更短的容忍週期數，或保留最佳週期的權重。',
  },
  find: ({ settings: { earlyStopping, epochs } }) => {
    if (earlyStopping === undefined || earlyStopping.keepsBest || earlyStopping.patience < epochs) return [];
    const patience = Math.floor(epochs / 3);
    return [
      {
        setting: 'earlyStopping.patience',
        expected: `< ${epochs}`,
        received: `${earlyStopping.patience}`,
        values: { epochs },
        fixes: () => [
          patience < 1
            ? null
            : setSettingFix('patience', patience, { earlyStopping: { ...earlyStopping, patience } }),
          setSettingFix('keepsBest', 'true', { earlyStopping: { ...earlyStopping, keepsBest: true } }),
        ],
      },
    ];
  },
};
