import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/** learningRate * factorPerEpoch ^ epoch, changing a little with every step. */
export const exponential: ScheduleDefinition<Extract<ScheduleSettings, { type: 'exponential' }>> = {
  type: 'exponential',
  rate: ({ factorPerEpoch }, learningRate, { epoch }) => learningRate * factorPerEpoch ** epoch,
};
