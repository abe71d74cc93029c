import type { Augmentation } from '../../../../settings/training-settings';

import type { PlacedLabels } from './placed-labels';

/** The settings of one kind. */
export type AugmentationOf<T extends Augmentation['type']> = Extract<Augmentation, { type: T }>;

/**
 * The lines of Python that change the batch `x` of images; `uniform()` gives a number in [0, 1) for each. What is `placed` moves with the pixels, under
 * its name. `colors` are the principal components of the colors.
 */
export type AugmentationLines = {
  readonly [T in Augmentation['type']]: (
    settings: AugmentationOf<T>,
    placed: readonly PlacedLabels[],
  ) => readonly string[];
};
