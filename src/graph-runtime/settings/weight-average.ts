import type { Text } from '../text/text';
import { optionalNumber } from './field';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Average of weights (EMA decay)', 'zh-Hant': '權重的移動平均（EMA 衰減）' },
  name: { en: 'decay of the average of weights', 'zh-Hant': '權重移動平均的衰減' },
  help: {
    en: 'Keeps an exponential moving average of the weights beside them. Evaluations, the best weights and exports use the average. 0.99 averages about the last 100 steps, 0.999 the last 1,000.',
    'zh-Hant':
      '在權重之外另存其指數移動平均。評估、最佳權重與匯出都使用平均值。0.99 約平均最近 100 步，0.999 約 1,000 步。',
  },
  initial: 0.99,
  above: 0,
  below: 1,
  step: 0.001,
  option: { name: 'ema-decay' },
});

/** Share of the average of the weights that a step keeps. Absent: there is none. */
export const weightAverage: SettingDefinition<typeof field> = {
  field,
  part: 'learning-rate',
  // A checkpoint without averages has none to continue with, nor one with averages weights that are none.
  resume: ({ before, now }) => ofBoth(before, now.training),
  effective: (decay = 0) => decay,
  summary: (decay): Text | null =>
    decay === undefined ? null : { en: `average of weights ${decay}`, 'zh-Hant': `權重移動平均 ${decay}` },
};

/** Another decay takes another course; with and without an average, checkpoints hold different things. */
function ofBoth(before: object, now: object): 'reported' | 'refused' {
  const has = (settings: object) => Reflect.get(settings, 'weightAverage') !== undefined;
  return has(before) === has(now) ? 'reported' : 'refused';
}
