import { usesColors } from '../../../../settings/augmentation/registry';
import type { Augmentation } from '../../../../settings/training-settings';
import type { AugmentationLines, AugmentationOf } from '../../python/training/augmentation-lines';

const bodies: AugmentationLines = {
  horizontalFlip: ({ probability }, outside) =>
    outside === null
      ? [`x = torch.where(uniform() < ${probability}, x.flip(3), x)`]
      : [
          `flipped = uniform() < ${probability}`,
          'x = torch.where(flipped, x.flip(3), x)',
          'masks = torch.where(flipped[:, 0], masks.flip(2), masks)',
        ],
  randomCrop: ({ padding }, outside) => [
    `padded = F.pad(x, (${padding},) * 4)`,
    `tops, lefts = torch.randint(0, ${2 * padding + 1}, (2, len(x))).tolist()`,
    'h, w = x.shape[2:]',
    'x = torch.stack([image[:, t : t + h, l : l + w] for image, t, l in zip(padded, tops, lefts)])',
    ...(outside === null
      ? []
      : [
          `padded = F.pad(masks, (${padding},) * 4, value=${outside})`,
          'masks = torch.stack([mask[t : t + h, l : l + w] for mask, t, l in zip(padded, tops, lefts)])',
        ]),
  ],
  brightness: ({ amount }) => [`x = (x + ${2 * amount} * (uniform() - 0.5)).clamp(0, 1)`],
  contrast: ({ amount }) => [
    'middle = x.mean(dim=(1, 2, 3), keepdim=True)',
    `x = (middle + (x - middle) * (1 + ${2 * amount} * (uniform() - 0.5))).clamp(0, 1)`,
  ],
  rotation: ({ degrees }, outside) => [
    `angles = (math.pi / 180 * ${2 * degrees} * (uniform() - 0.5)).flatten()`,
    'h, w = x.shape[2:]',
    'cos, sin, zero = angles.cos(), angles.sin(), torch.zeros_like(angles)',
    'rows = torch.stack([cos, -sin * (h / w), zero, sin * (w / h), cos, zero], dim=1)',
    'grid = F.affine_grid(rows.view(-1, 2, 3), x.shape, align_corners=False)',
    'x = F.grid_sample(x, grid, align_corners=False)',
    ...(outside === null
      ? []
      : [
          `classes = masks.float().unsqueeze(1) - ${outside}  # what comes from outside is 0`,
          'classes = F.grid_sample(classes, grid, mode="nearest", align_corners=False)',
          `masks = (classes.squeeze(1) + ${outside}).to(masks.dtype)`,
        ]),
  ],
  randomErasing: ({ probability, minimumArea, maximumArea, minimumAspect }) => [
    'h, w = x.shape[2:]',
    `area = h * w * (${minimumArea} + ${Math.max(minimumArea, maximumArea) - minimumArea} * uniform())`,
    `aspect = torch.exp(math.log(${minimumAspect}) * (1 - 2 * uniform()))`,
    'tall = (area * aspect).sqrt().floor().clamp(max=h)',
    'wide = (area / aspect).sqrt().floor().clamp(max=w)',
    'top, left = (uniform() * (h + 1 - tall)).floor(), (uniform() * (w + 1 - wide)).floor()',
    'row = torch.arange(h, device=x.device).view(1, 1, -1, 1)',
    'column = torch.arange(w, device=x.device).view(1, 1, 1, -1)',
    'inside = (row >= top) & (row < top + tall) & (column >= left) & (column < left + wide)',
    `x = torch.where(inside & (uniform() < ${probability}), 0.5, x)`,
  ],
  pcaColor: ({ deviation }) => [
    `amounts = ${deviation} * torch.randn(len(x), len(colors), device=x.device)`,
    'x = (x + (amounts @ colors)[:, :, None, None]).clamp(0, 1)',
  ],
};

/**
 * The function `augment` of the exported file; empty where nothing is changed.
 *
 * @param outside class of what comes from outside of the images, where masks go along with them; null: none do
 */
export function augmentationSource(augmentations: readonly Augmentation[], outside: number | null): string {
  const lines = augmentations.flatMap((one) => bodyOf(one, outside));
  if (lines.length === 0) return '';
  const own = outside === null ? 'x' : 'x, masks';
  const colors = augmentations.some(usesColors) ? ', colors' : '';
  return `def augment(${own}${colors}):
    """Random changes of images [N, C, H, W] with values in [0, 1]${outside === null ? '' : ', and of their masks [N, H, W]'}."""

    if len(x) == 0:  # a process without a part of the last batch
        return ${own}

    def uniform():
        return torch.rand(len(x), 1, 1, 1, device=x.device)

${lines.map((line) => `    ${line}`).join('\n')}
    return ${own}
`;
}

function bodyOf<T extends Augmentation['type']>(
  settings: AugmentationOf<T> & { readonly type: T },
  outside: number | null,
): readonly string[] {
  return bodies[settings.type](settings, outside);
}

/** The function `crop` of the exported file. @param hasMasks whether the labels are masks, of which the same part is taken */
export function cropSource(hasMasks: boolean): string {
  const masks = hasMasks
    ? '    y = torch.stack([mask[t : t + height, l : l + width] for mask, t, l in zip(y, tops, lefts)])\n'
    : '';
  return `def crop(x, y, is_random=False):
    """A part of the network's size of each larger image: from the center, or at random."""
    height, width = INPUT_SHAPE[1:]
    if x.ndim != 4 or x.shape[2] < height or x.shape[3] < width or len(x) == 0:
        return x, y
    tops, lefts = (
        torch.randint(0, room + 1, (len(x),)).tolist() if is_random else [round(room / 2)] * len(x)
        for room in (x.shape[2] - height, x.shape[3] - width)
    )
    x = torch.stack([image[:, t : t + height, l : l + width] for image, t, l in zip(x, tops, lefts)])
${masks}    return x, y
`;
}
