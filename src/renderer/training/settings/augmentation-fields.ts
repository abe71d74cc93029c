import {
  type AugmentationStep,
  augmentationStepSchema,
} from '../../../graph-runtime/document/training-settings';

export type AugmentationType = AugmentationStep['type'];

type KeyOf<T> = T extends unknown ? Exclude<keyof T, 'type'> : never;
export type AugmentationKey = KeyOf<AugmentationStep>;

/** A number of an augmentation step, and how its field steps. */
export interface AugmentationField {
  readonly key: AugmentationKey;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

const share = (key: AugmentationKey): AugmentationField => ({ key, minimum: 0, maximum: 1, step: 0.05 });

/** What can be asked of each kind of augmentation; the document's schema says what is valid. */
export const AUGMENTATION_FIELDS: Readonly<Record<AugmentationType, readonly AugmentationField[]>> = {
  randomCrop: [{ key: 'padding', minimum: 1, maximum: 512, step: 1 }],
  horizontalFlip: [share('probability')],
  rotation: [{ key: 'degrees', minimum: 0, maximum: 180, step: 5 }],
  brightness: [share('amount')],
  contrast: [share('amount')],
  pcaColor: [{ key: 'deviation', minimum: 0, maximum: 10, step: 0.05 }],
  randomErasing: [
    share('probability'),
    share('minimumArea'),
    share('maximumArea'),
    { key: 'minimumAspect', minimum: 0.05, maximum: 1, step: 0.05 },
  ],
};

export const AUGMENTATION_TYPES: readonly AugmentationType[] = [
  'randomCrop',
  'horizontalFlip',
  'rotation',
  'brightness',
  'contrast',
  'pcaColor',
  'randomErasing',
];

/** A step with its usual values. */
export function createAugmentation(type: AugmentationType): AugmentationStep {
  return augmentationStepSchema.parse({ type });
}

/** One number of a step; null when its kind has none of that name. */
export function readAugmentation(step: AugmentationStep, key: AugmentationKey): number | null {
  const value: unknown = Reflect.get(step, key);
  return typeof value === 'number' ? value : null;
}

/** The list with one number of one step changed; null when the schema does not allow it. */
export function changeAugmentation(
  steps: readonly AugmentationStep[],
  index: number,
  key: AugmentationKey,
  value: number,
): AugmentationStep[] | null {
  const changed = augmentationStepSchema.safeParse({ ...steps[index], [key]: value });
  return changed.success ? steps.map((step, at) => (at === index ? changed.data : step)) : null;
}

/** The list with one step moved up (-1) or down (1); as it was at the ends. */
export function moveAugmentation(
  steps: readonly AugmentationStep[],
  index: number,
  by: -1 | 1,
): AugmentationStep[] {
  const moved = [...steps];
  const [step] = moved.splice(index, 1);
  const target = index + by;
  if (step === undefined || target < 0 || target >= steps.length) return [...steps];
  moved.splice(target, 0, step);
  return moved;
}
