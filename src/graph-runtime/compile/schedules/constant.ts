import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/** The same learning rate all along. */
export const constant: ScheduleDefinition<Extract<ScheduleSettings, { type: 'constant' }>> = {
  type: 'constant',
  rate: (_settings, learningRate) => learningRate,
};
