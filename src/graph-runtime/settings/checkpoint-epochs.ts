import { optionalNumber } from './field';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Epochs between checkpoints', 'zh-Hant': '檢查點間隔（週期）' },
  help: {
    en: 'A run can be resumed from its last checkpoint. Unless a number is given here, one is written after every epoch and about every minute of long ones. A pause and a stop write one too.',
    'zh-Hant':
      '訓練可從最後一個檢查點繼續。未填數值時，每個週期結束後寫入一次，較長的週期中約每分鐘一次。暫停與停止時也會寫入檢查點。',
  },
  initial: 1,
  above: 0,
  maximum: 10_000,
  option: { name: 'checkpoint-every', help: 'epochs between checkpoints, e.g. 0.5 (default 1)' },
});

/**
 * Epochs between checkpoints; fractions for long epochs. Absent: 1, and about one a minute within long epochs. A pause and a stop
 * write one in any case.
 */
export const checkpointEpochs: SettingDefinition<typeof field> = {
  field,
  part: 'end',
  resume: 'silent',
  isHelpShown: true,
};
