import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/** learningRate * factor ^ plateaus, never below `minimum`. The trainer, which sees the losses, counts the plateaus. */
export const reduceOnPlateau: ScheduleDefinition<Extract<ScheduleSettings, { type: 'reduceOnPlateau' }>> = {
  type: 'reduceOnPlateau',
  rate: ({ factor, minimum }, learningRate, { plateaus = 0 }) =>
    Math.max(Math.min(minimum, learningRate), learningRate * factor ** plateaus),
};
