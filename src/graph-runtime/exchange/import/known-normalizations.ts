import type { TrainingSettings } from '../../document/document';
import type { Text } from '../../text/text';

type Normalization = NonNullable<TrainingSettings['normalization']>;

/** How images were normalized when published weights were learned: of pixels between 0 and 1. */
interface KnownNormalization {
  readonly label: Text;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const KNOWN: Readonly<Record<string, KnownNormalization>> = {
  imagenet: {
    label: {
      en: 'ImageNet’s mean and deviation (torchvision)',
      'zh-Hant': 'ImageNet 的平均值與標準差（torchvision）',
    },
    mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225],
  },
  // (x - 127) / 128 of bytes.
  'efficientnet-lite': {
    label: { en: 'EfficientNet-Lite: about −1 to 1', 'zh-Hant': 'EfficientNet-Lite：約 −1 到 1' },
    mean: [127 / 255],
    deviation: [128 / 255],
  },
  symmetric: {
    label: {
      en: '−1 to 1 (Inception, TensorFlow’s MobileNet)',
      'zh-Hant': '−1 到 1（Inception、TensorFlow 的 MobileNet）',
    },
    mean: [0.5],
    deviation: [0.5],
  },
};

/** The names, as the command line has them. `none`: pixels between 0 and 1, as they are. */
export const normalizationNames: readonly string[] = [...Object.keys(KNOWN), 'none'];

/** The name in words; of a name that is none, itself. */
export function normalizationLabel(name: string): Text {
  const none: Text = { en: '0 to 1, without normalization', 'zh-Hant': '0 到 1，不正規化' };
  return KNOWN[name]?.label ?? none;
}

/** Undefined for `none`. */
export function normalizationNamed(name: string): Normalization | undefined {
  const found = KNOWN[name];
  return found && { mean: [...found.mean], deviation: [...found.deviation] };
}

/** What the weights of a family were most likely learned with. */
export function usualNormalization(family: string): string | null {
  if (family === 'efficientnet-lite-pytorch') return 'efficientnet-lite';
  return family.startsWith('torchvision') ? 'imagenet' : null;
}
