import type { ScheduleSettings } from '../../document/document';
import type { ScheduleDefinition } from './schedule';

/** Half a cosine from the learning rate down to `minimum` at the end of the run (Loshchilov and Hutter 2017). */
export const cosine: ScheduleDefinition<Extract<ScheduleSettings, { type: 'cosine' }>> = {
  type: 'cosine',
  rate: ({ minimum }, learningRate, { epoch, epochs }) => {
    const progress = epochs > 0 ? Math.min(epoch / epochs, 1) : 1;
    return minimum + ((learningRate - minimum) * (1 + Math.cos(Math.PI * progress))) / 2;
  },
};
