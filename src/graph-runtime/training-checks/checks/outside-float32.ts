import { initialLearningRate } from '../../settings/optimizers/registry';
import type { CheckContext, CheckResult, TrainingCheck } from '../check';
import { optimizerFix, scheduleFix, usualNormalizationFix, usualOptimizerFix } from '../settings-fix';

/** The largest float32, and the smallest that is stored in full: what is smaller counts as zero in the engine. */
const LARGEST = 3.4028234663852886e38;
const SMALLEST = 1.1754943508222875e-38;

/** The engine computes in float32: a rate of 1e39 is infinite there, one of 1e-50 is zero. */
export const outsideFloat32: TrainingCheck = {
  code: 'outside-float32',
  severity: 'error',
  what: {
    en: '{setting} cannot be {received}: the engine’s numbers range from {smallest} to {largest}.',
    'zh-Hant': '{setting} 不能是 {received}：引擎的數值範圍為 {smallest} 到 {largest}。',
  },
  advice: {
    en: 'Beyond them a number becomes infinite or zero. Choose one within the limits.',
    'zh-Hant': '超出範圍的數值會變成無限大或 0。請改用範圍內的數值。',
  },
  find: (context) =>
    numbersOf(context)
      .filter(({ value }) => !isFloat32(value))
      .map(({ setting, value, fix }) => ({
        setting,
        received: `${value}`,
        values: {
          setting: setting.split('.').pop() ?? setting,
          smallest: SMALLEST.toPrecision(3),
          largest: LARGEST.toPrecision(3),
        },
        fixes: () => [fix?.() ?? null],
      })),
};

function isFloat32(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= SMALLEST && size <= LARGEST);
}

interface SettingNumber {
  readonly setting: string;
  readonly value: number;
  readonly fix?: () => NonNullable<ReturnType<NonNullable<CheckResult['fixes']>>[number]> | null;
}

/** Every number of the settings that the engine is given as it is. */
function numbersOf(context: CheckContext): readonly SettingNumber[] {
  const { optimizer, schedule, normalization } = context.settings;
  const entries = (group: object): [string, number][] =>
    Object.entries(group).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return [
    ...entries(optimizer).map(([key, value]) => ({
      setting: `optimizer.${key}`,
      value,
      fix: () =>
        key === 'learningRate'
          ? optimizerFix(context, key, initialLearningRate(optimizer.type))
          : usualOptimizerFix(context, key),
    })),
    ...entries(schedule)
      .filter(([key]) => key === 'minimum')
      .map(([key, value]) => ({
        setting: `schedule.${key}`,
        value,
        fix: () => scheduleFix(context, key, 0),
      })),
    ...(['mean', 'deviation'] as const).flatMap((part) =>
      (normalization?.[part] ?? []).map((value) => ({
        setting: `normalization.${part}`,
        value,
        fix: () => usualNormalizationFix,
      })),
    ),
  ];
}
