import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/**
 * Half a cosine up from learning rate / `initialDivisor` to the learning rate, then half a cosine down to the beginning divided by
 * `finalDivisor` (Smith and Topin 2017; with cosines, as PyTorch's `OneCycleLR` draws it).
 */
export const oneCycle: ScheduleDefinition<Extract<ScheduleSettings, { type: 'oneCycle' }>> = {
  type: 'oneCycle',
  rate: ({ riseShare, initialDivisor, finalDivisor }, learningRate, { epoch, epochs }) => {
    const progress = epochs > 0 ? Math.min(epoch / epochs, 1) : 1;
    const beginning = learningRate / initialDivisor;
    return progress < riseShare
      ? halfCosine(beginning, learningRate, progress / riseShare)
      : halfCosine(learningRate, beginning / finalDivisor, (progress - riseShare) / (1 - riseShare));
  },
};

/** From one value to another, slowly at both ends; `share` runs from 0 to 1. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
}
