import type { Text } from '../text/text';
import { optionalChoice } from './field';
import { resumeParts } from './resume-parts';
import type { SettingDefinition } from './setting';

const parts = { value: 'parts', label: { en: 'Each part', 'zh-Hant': '各部分分開' } } as const;
const synchronized = {
  value: 'synchronized',
  label: { en: 'Synchronized', 'zh-Hant': '同步' },
} as const;

const field = optionalChoice({
  label: { en: 'Batch statistics', 'zh-Hant': '批次統計量' },
  help: {
    en: 'Synchronized: with replicas, batch normalization takes mean and variance from the whole batch instead of each replica’s part. Replicas then wait for each other at every such layer.',
    'zh-Hant':
      '同步：使用副本時，批次正規化的平均與變異數取自整個批次，而不是各副本分到的部分；各副本在每個這樣的層都要互相等待。',
  },
  choices: [parts, synchronized],
  usual: parts,
  option: {
    name: 'batch-statistics',
    help: 'parts, or synchronized: with replicas (or --with), batch normalization over the whole batch',
  },
});

/**
 * Over which examples batch normalization takes its statistics where a batch is divided among replicas: over each part, or (`synchronized`) over
 * the whole batch, as one device would. Absent: over each part.
 */
export const batchStatistics: SettingDefinition<typeof field> = {
  field,
  part: 'device',
  resume: resumeParts,
  effective: (value = 'parts') => value,
  summary: (value): Text | null =>
    value === 'synchronized'
      ? { en: 'synchronized batch normalization', 'zh-Hant': '同步的批次正規化' }
      : null,
  isHelpShown: true,
};
