import { setSettingFix } from '../../diagnostics/fixes';
import type { AugmentationDefinition } from '../../settings/augmentation/augmentation';
import { augmentations } from '../../settings/augmentation/registry';
import { type Augmentation, augmentationSchema } from '../../settings/training-settings';
import type { TrainingCheck } from '../check';

/** An augmentation that changes no image. */
export const augmentationWithoutEffect: TrainingCheck = {
  code: 'augmentation-without-effect',
  severity: 'warning',
  what: {
    en: 'With {setting} = 0, this augmentation changes no image.',
    'zh-Hant': '{setting} 為 0 時，這項資料增強不會改變任何影像。',
  },
  advice: {
    en: 'Choose a larger value, or remove the augmentation.',
    'zh-Hant': '請調高數值，或移除這項資料增強。',
  },
  find: ({ settings: { augmentation: all = [] } }) =>
    all.flatMap((augmentation, index) => {
      const key = idleKey(augmentation);
      if (key === null) return [];
      const usual = augmentationSchema.parse({ type: augmentation.type });
      const changed = all.map((other, at) => (at === index ? usual : other));
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

/** The number that is zero and makes an augmentation do nothing. */
function idleKey(augmentation: Augmentation): string | null {
  const definition: AugmentationDefinition = augmentations[augmentation.type];
  return definition.idleKey?.(augmentation) ?? null;
}
