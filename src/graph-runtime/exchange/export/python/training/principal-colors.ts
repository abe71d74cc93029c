import { usesColors } from '../../../../settings/augmentation/registry';
import type { Augmentation } from '../../../../settings/training-settings';

/** The function `principal_colors` of an exported `train.py`, in NumPy; empty where no augmentation takes them. */
export function colorsSource(augmentations: readonly Augmentation[]): string {
  return augmentations.some(usesColors) ? COLORS : '';
}

const COLORS = `def principal_colors(images):
    """The principal components of the colors of images [N, height, width, channels] of bytes, each as long as its variance."""
    pixels = images.reshape(-1, images.shape[-1])
    pixels = pixels[:: max(1, len(pixels) // 1_000_000)] / 255
    variances, directions = np.linalg.eigh(np.atleast_2d(np.cov(pixels, rowvar=False, bias=True)))
    return (directions * variances.clip(0)).T.astype(np.float32)
`;
