import { setSettingFix } from '../../diagnostics/fixes';
import type { AugmentationDefinition } from '../../settings/augmentation/augmentation';
import { augmentations } from '../../settings/augmentation/registry';
import { type AugmentationStep, augmentationStepSchema } from '../../settings/training-settings';
import type { TrainingCheck } from '../check';

/** A step of the augmentation that changes no image. */
export const augmentationWithoutEffect: TrainingCheck = {
  code: 'augmentation-without-effect',
  severity: 'warning',
  what: {
    en: 'With {setting} = 0, this step of the augmentation changes no image.',
    'zh-Hant': '{setting} 為 0 時，這個資料增強步驟不會改變任何影像。',
  },
  advice: { en: 'Choose a larger value, or remove the step.', 'zh-Hant': '請調高數值，或移除這個步驟。' },
  find: ({ settings: { augmentation = [] } }) =>
    augmentation.flatMap((step, index) => {
      const key = idleKey(step);
      if (key === null) return [];
      const usual = augmentationStepSchema.parse({ type: step.type });
      const changed = augmentation.map((other, at) => (at === index ? usual : other));
      const value: unknown = Reflect.get(usual, key);
      return [
        {
          setting: `augmentation.${index}.${key}`,
          received: '0',
          values: { setting: key },
          fixes: () => [setSettingFix(key, Number(value), { augmentation: changed })],
        },
      ];
    }),
};

/** The number that is zero and makes a step do nothing. */
function idleKey(step: AugmentationStep): string | null {
  const definition: AugmentationDefinition = augmentations[step.type];
  return definition.idleKey?.(step) ?? null;
}
