import { setSettingFix } from '../../diagnostics/fixes';
import { percentage, type TrainingCheck } from '../check';
import { runLength } from '../run-length';

/** What may be left of the initial weights when the run is over. */
const LEFT = 0.1;
/** Decays that are usual, the longest first. */
const USUAL = [0.999, 0.99, 0.9, 0.5];

/** With a decay of 0.9998 in a run of 500 steps, the average of the weights is still that of a network that has learned nothing. */
export const averageOfTheBeginning: TrainingCheck = {
  code: 'average-of-the-beginning',
  severity: 'warning',
  isAboutRunLength: true,
  what: {
    en: 'With a decay of {decay}, {left}% of the average of weights are still the initial weights after {steps} steps.',
    'zh-Hant': '衰減為 {decay} 時，經過 {steps} 步之後，權重的移動平均仍有 {left}% 是初始權重。',
  },
  advice: {
    en: 'Evaluations and the best weights are those of the average. Choose a smaller decay, or train for more steps.',
    'zh-Hant': '評估與最佳權重都使用平均值。請調低衰減，或訓練更多步。',
  },
  find: (context) => {
    const { weightAverage: decay } = context.settings;
    const steps = runLength(context)?.steps ?? null;
    if (decay === undefined || steps === null || decay ** steps <= LEFT) return [];
    const fitting = USUAL.find((usual) => usual < decay && usual ** steps <= LEFT);
    return [
      {
        setting: 'weightAverage',
        received: `${decay}`,
        values: { decay, left: percentage(decay ** steps), steps },
        fixes: () =>
          fitting === undefined
            ? [setSettingFix('weightAverage', '–', { weightAverage: undefined })]
            : [setSettingFix('weightAverage', `${fitting}`, { weightAverage: fitting })],
      },
    ];
  },
};
