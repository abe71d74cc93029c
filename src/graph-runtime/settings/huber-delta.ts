import { USUAL_HUBER_DELTA } from '../targets/losses/huber';
import { optionalNumber } from './field';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Huber delta', 'zh-Hant': 'Huber 的 δ' },
  name: { en: 'delta of the Huber loss', 'zh-Hant': 'Huber 損失的 δ' },
  help: {
    en: 'With the Huber loss: differences above this count linearly rather than squared. Numbers are standardized, so 1 is one standard deviation.',
    'zh-Hant': '用於 Huber 損失：差值超過此值時改以線性計算。數值已標準化，因此 1 代表一個標準差。',
  },
  initial: USUAL_HUBER_DELTA,
  absent: { en: '1', 'zh-Hant': '1' },
  above: 0,
  maximum: 1_000_000,
  step: 'relative',
  option: { name: 'huber-delta' },
});

/** Where the Huber loss turns from quadratic to linear. Absent: 1. */
export const huberDelta: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (value = USUAL_HUBER_DELTA) => value,
};
