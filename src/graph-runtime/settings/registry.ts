import { augmentation } from './augmentation-setting';
import { batchSize } from './batch-size';
import { batchStatistics } from './batch-statistics';
import { checkpointEpochs } from './checkpoint-epochs';
import { classWeights } from './class-weights';
import { cutMix } from './cut-mix';
import { decayedWeights } from './decayed-weights';
import { device } from './device';
import { earlyStopping } from './early-stopping';
import { epochs } from './epochs';
import { huberDelta } from './huber-delta';
import { imageFit } from './image-fit';
import { loss } from './loss';
import { microBatchSize } from './micro-batch-size';
import { mixup } from './mixup';
import { normalization } from './normalization';
import { optimizer } from './optimizer';
import { precision } from './precision';
import { replicas } from './replicas';
import { schedule } from './schedule';
import { seed } from './seed';
import type { SettingDefinition } from './setting';
import { target } from './target';
import { trainingShare } from './training-share';
import { validationShare } from './validation-share';
import { weightAverage } from './weight-average';

/** Every training setting by its name in documents, in the order of files and forms. A new one is its import and one more entry. */
export const settings = {
  epochs,
  batchSize,
  optimizer,
  decayedWeights,
  weightAverage,
  schedule,
  seed,
  trainingShare,
  validationShare,
  target,
  loss,
  huberDelta,
  classWeights,
  imageFit,
  normalization,
  augmentation,
  mixup,
  cutMix,
  device,
  precision,
  microBatchSize,
  replicas,
  batchStatistics,
  earlyStopping,
  checkpointEpochs,
} as const satisfies Readonly<Record<string, unknown>>;

export type SettingName = keyof typeof settings;

/** The settings with their names, in order. */
export const settingEntries: readonly (readonly [SettingName, SettingDefinition])[] = Object.entries(
  settings,
) as unknown as readonly (readonly [SettingName, SettingDefinition])[];
