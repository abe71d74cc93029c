import type { TrainingSettings } from '../../../graph-runtime/document/document';
import {
  type PrincipalColors,
  principalColors,
} from '../../../graph-runtime/settings/augmentation/principal-colors';
import { usesColors } from '../../../graph-runtime/settings/augmentation/registry';
import type { ExampleValues } from '../../data/prepared-example';

/** Images whose colors are taken for those of all. */
export const COLOR_IMAGES = 10_000;

/** The principal components of the training images' colors, where the augmentation wants them. */
export function colorsFor(
  { augmentation = [] }: TrainingSettings,
  images: () => ExampleValues,
  exampleShape: readonly number[],
): PrincipalColors | null {
  if (!augmentation.some(usesColors)) return null;
  const pixels = images();
  return pixels instanceof Uint8Array ? principalColors(pixels, exampleShape[2] ?? 1) : null;
}
