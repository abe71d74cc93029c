import { numberField } from '../field';
import { warmup } from './fields';
import { defineSchedule } from './schedule';

/**
 * Half a cosine up from learning rate / `initialDivisor` to the learning rate, then half a cosine down to the beginning divided by
 * `finalDivisor` (Smith and Topin 2017; with cosines, as PyTorch's `OneCycleLR` draws it).
 */
export const oneCycle = defineSchedule({
  type: 'oneCycle',
  label: { en: 'One cycle', 'zh-Hant': '1cycle（單週期）' },
  help: {
    en: 'Up to the learning rate and down again, far below where it started.',
    'zh-Hant': '先升到學習率再降下，最後遠低於起始值。',
  },
  fields: {
    riseShare: numberField({
      label: { en: 'Warm-up fraction', 'zh-Hant': '上升階段的比例' },
      help: {
        en: 'The fraction of the run in which the rate rises.',
        'zh-Hant': '學習率上升階段占整個訓練的比例。',
      },
      default: 0.3,
      above: 0,
      below: 1,
      step: 0.05,
    }),
    initialDivisor: numberField({
      label: { en: 'Initial divisor', 'zh-Hant': '起始除數' },
      name: { en: 'initial divisor of the schedule', 'zh-Hant': '起始學習率的除數' },
      help: {
        en: 'The run starts at the learning rate divided by this.',
        'zh-Hant': '訓練從學習率除以此數開始。',
      },
      default: 25,
      minimum: 1,
    }),
    finalDivisor: numberField({
      label: { en: 'Final divisor', 'zh-Hant': '最終除數' },
      name: { en: 'final divisor of the schedule', 'zh-Hant': '最終學習率的除數' },
      help: {
        en: 'The run ends at its initial rate divided by this.',
        'zh-Hant': '訓練結束時的學習率為起始值除以此數。',
      },
      default: 10_000,
      minimum: 1,
      step: 100,
    }),
    ...warmup,
  },
  rate: ({ riseShare, initialDivisor, finalDivisor }, learningRate, { epoch, epochs }) => {
    const progress = epochs > 0 ? Math.min(epoch / epochs, 1) : 1;
    const beginning = learningRate / initialDivisor;
    return progress < riseShare
      ? halfCosine(beginning, learningRate, progress / riseShare)
      : halfCosine(learningRate, beginning / finalDivisor, (progress - riseShare) / (1 - riseShare));
  },
});

/** From one value to another, slowly at both ends; `share` runs from 0 to 1. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
