import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/** Multiplied by `factor` every so many epochs, at once (He et al. 2016: by 0.1 every 30). */
export const step: ScheduleDefinition<Extract<ScheduleSettings, { type: 'step' }>> = {
  type: 'step',
  rate: ({ everyEpochs, factor }, learningRate, { epoch }) =>
    learningRate * factor ** Math.floor(epoch / everyEpochs),
};
