import type { SettingPath } from '../../graph-runtime/resume/setting-labels';
import type { trainOptions } from './commands/train';

/**
 * What each option of `train` does to a run that is resumed. A list: it sets these, and `resume-rules.ts` decides on each. `refused`: it
 * does not go together with --resume, or with another value than before. `free`: it does not concern the run.
 */
export const resumeOptions: Readonly<
  Record<keyof typeof trainOptions, readonly SettingPath[] | 'refused' | 'free'>
> = {
  epochs: ['epochs'],
  'batch-size': ['batchSize'],
  'micro-batch-size': ['microBatchSize'],
  // Another optimizer comes with its usual settings; what it decays by is the one that others have too.
  optimizer: ['optimizer.type', 'optimizer.weightDecay'],
  'learning-rate': ['optimizer.learningRate'],
  schedule: ['schedule.type'],
  'warmup-epochs': ['schedule.warmupEpochs'],
  'early-stopping': [
    'earlyStopping.patience',
    'earlyStopping.monitor',
    'earlyStopping.minimumDelta',
    'earlyStopping.keepsBest',
  ],
  'validation-share': ['validationShare'],
  'checkpoint-every': ['checkpointEpochs'],
  precision: ['precision'],
  device: ['device'],
  seed: ['seed'],
  limit: 'refused',
  weights: 'refused',
  out: 'refused',
  overwrite: 'refused',
  resume: 'free',
  json: 'free',
};
