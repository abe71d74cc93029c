import type { Augmentation } from '../../../../settings/training-settings';

/** The settings of one kind. */
export type AugmentationOf<T extends Augmentation['type']> = Extract<Augmentation, { type: T }>;

/**
 * The lines of Python that change the batch `x` of images; `uniform()` gives a number in [0, 1) for each. Where `outside` is a class, `masks` go along
 * with the pixels, and what comes from outside of the image is of that class. `colors` are the principal components of the colors.
 */
export type AugmentationLines = {
  readonly [T in Augmentation['type']]: (
    settings: AugmentationOf<T>,
    outside: number | null,
  ) => readonly string[];
};
