import type { Fix } from '../diagnostics/diagnostic';
import { setSettingFix } from '../diagnostics/fixes';
import type { TrainingSettings } from '../document/document';
import { dividingSetting } from './dividing-setting';

/** Lets batches be computed whole: without micro-batches, or without replicas. */
export function wholeBatchesFix(settings: TrainingSettings): Fix {
  return dividingSetting(settings) === 'replicas'
    ? setSettingFix('replicas', 1, { replicas: undefined })
    : setSettingFix('microBatchSize', settings.batchSize, { microBatchSize: undefined });
}
