import { numberField } from './field';
import type { SettingDefinition } from './setting';

const field = numberField({
  label: { en: 'Batch size', 'zh-Hant': '批次大小' },
  help: { en: 'Images of one training step.', 'zh-Hant': '每個訓練步的影像數。' },
  default: 128,
  minimum: 1,
  maximum: 65_536,
  isWhole: true,
  meaning: 'batch-size',
  option: { name: 'batch-size' },
});

/** Examples of one step. */
export const batchSize: SettingDefinition<typeof field> = {
  field,
  part: 'basic',
  // Progress in an epoch is counted in examples and its steps in batches; the schedule counts steps.
  resume: 'refused',
};
