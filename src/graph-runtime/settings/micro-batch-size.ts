import { optionalNumber } from './field';
import { perStepBatch } from './per-step-batch';
import { resumeParts } from './resume-parts';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Micro-batch size', 'zh-Hant': '微批次大小' },
  help: {
    en: 'A batch is computed in parts of this many images, whose gradients are accumulated: it needs less memory.',
    'zh-Hant': '把一個批次分成這麼多影像的小份計算並累加梯度，所需記憶體較少。',
  },
  initial: ({ batchSize }) => Math.max(1, Math.floor(batchSize / 4)),
  minimum: 1,
  maximum: 65_536,
  isWhole: true,
  option: { name: 'micro-batch-size' },
});

/**
 * Examples computed at a time, when fewer than a batch: their gradients are added up until `batchSize` examples are done, so that a
 * batch as large as a paper's fits small memory. Absent: whole batches.
 */
export const microBatchSize: SettingDefinition<typeof field> = {
  field,
  part: 'device',
  resume: resumeParts,
  effective: (microBatchSize, { batchSize }) => perStepBatch({ batchSize, microBatchSize }),
  isHelpShown: true,
};
