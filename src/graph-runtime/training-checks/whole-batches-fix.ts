import type { Fix } from '../diagnostics/diagnostic';
import { setSettingFix } from '../diagnostics/fixes';
import type { TrainingSettings } from '../document/document';
import { dividingSetting } from './dividing-setting';

/** Lets batch normalization see whole batches: without micro-batches, or by synchronizing replicas. */
export function wholeBatchesFix(settings: TrainingSettings): Fix {
  return dividingSetting(settings) === 'replicas'
    ? setSettingFix('batchStatistics', 'synchronized', { batchStatistics: 'synchronized' })
    : setSettingFix('microBatchSize', settings.batchSize, { microBatchSize: undefined });
}
