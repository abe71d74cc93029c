import type { Fix } from '../diagnostics/diagnostic';
import { setSettingFix } from '../diagnostics/fixes';
import type { Augmentation, ScheduleSettings } from '../document/document';
import { optimizerSchema } from '../settings/training-settings';
import type { CheckContext } from './check';

/** Sets one number of the optimizer; null where its kind has none of that name. */
export function optimizerFix(context: CheckContext, key: string, value: number): Fix | null {
  const changed = optimizerSchema.safeParse({ ...context.settings.optimizer, [key]: value });
  return changed.success ? setSettingFix(key, value, { optimizer: changed.data }) : null;
}

/** Sets a number of the optimizer back to what that optimizer usually has. */
export function usualOptimizerFix({ settings }: CheckContext, key: string): Fix | null {
  const { optimizer } = settings;
  const usual: unknown = Reflect.get(optimizerSchema.parse({ type: optimizer.type, learningRate: 1 }), key);
  const changed = optimizerSchema.safeParse({ ...optimizer, [key]: usual });
  const shown = typeof usual === 'number' ? usual : '–';
  return changed.success ? setSettingFix(key, shown, { optimizer: changed.data }) : null;
}

/** Changes some numbers of the schedule. */
export function scheduleFix({ settings }: CheckContext, key: string, value: number): Fix {
  const schedule: ScheduleSettings = { ...settings.schedule, [key]: value };
  return setSettingFix(key, value, { schedule });
}

/** Changes one augmentation. */
export function augmentationFix<S extends Augmentation>(
  { settings }: CheckContext,
  index: number,
  augmentation: S,
  changes: Partial<Omit<S, 'type'>>,
): Fix {
  const augmentations = (settings.augmentation ?? []).map((other, at) =>
    at === index ? { ...augmentation, ...changes } : other,
  );
  const keys = Object.keys(changes).join(', ');
  return setSettingFix(keys, Object.values(changes).join(', '), { augmentation: augmentations });
}

/** Brings image values to [-1, 1], whatever the data. */
export const usualNormalizationFix: Fix = setSettingFix('normalization', '0.5, 0.5', {
  normalization: { mean: [0.5], deviation: [0.5] },
});
