import { usesColors } from '../../../../settings/augmentation/registry';
import type { Augmentation } from '../../../../settings/training-settings';
import { movedNames, movedText, type PlacedLabels, spanText } from '../../python/training/placed-labels';
import type { AugmentationLines, AugmentationOf } from '../../python/training/augmentation-lines';

const bodies: AugmentationLines = {
  horizontalFlip: ({ probability }, placed) =>
    placed.length === 0
      ? [`x = torch.where(uniform() < ${probability}, x.flip(3), x)`]
      : [
          `flipped = uniform() < ${probability}`,
          'x = torch.where(flipped, x.flip(3), x)',
          ...placed.map(({ name, outside }) =>
            outside === null
              ? `${name} = torch.where(flipped, ${name}.flip(3), ${name})`
              : `${name} = torch.where(flipped[:, 0], ${name}.flip(2), ${name})`,
          ),
        ],
  randomCrop: ({ padding }, placed) => [
    `padded = F.pad(x, (${padding},) * 4)`,
    `tops, lefts = torch.randint(0, ${2 * padding + 1}, (2, len(x))).tolist()`,
    'h, w = x.shape[2:]',
    'x = torch.stack([image[:, t : t + h, l : l + w] for image, t, l in zip(padded, tops, lefts)])',
    ...placed.flatMap(({ name, outside, scale }) => [
      outside === null
        ? `padded = F.pad(${name}, (${scale * padding},) * 4)`
        : `padded = F.pad(${name}, (${padding},) * 4, value=${outside})`,
      `${name} = ${partsText('padded', { outside, scale }, 'h', 'w')}`,
    ]),
  ],
  brightness: ({ amount }) => [`x = (x + ${2 * amount} * (uniform() - 0.5)).clamp(0, 1)`],
  contrast: ({ amount }) => [
    'middle = x.mean(dim=(1, 2, 3), keepdim=True)',
    `x = (middle + (x - middle) * (1 + ${2 * amount} * (uniform() - 0.5))).clamp(0, 1)`,
  ],
  rotation: ({ degrees }, placed) => [
    `angles = (math.pi / 180 * ${2 * degrees} * (uniform() - 0.5)).flatten()`,
    'h, w = x.shape[2:]',
    'cos, sin, zero = angles.cos(), angles.sin(), torch.zeros_like(angles)',
    'rows = torch.stack([cos, -sin * (h / w), zero, sin * (w / h), cos, zero], dim=1)',
    'grid = F.affine_grid(rows.view(-1, 2, 3), x.shape, align_corners=False)',
    'x = F.grid_sample(x, grid, align_corners=False)',
    ...placed.flatMap(rotatedLines),
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

/** The same part of each of the placed labels, from `t` and `l` of the images on. */
function partsText(
  from: string,
  { outside, scale }: Pick<PlacedLabels, 'outside' | 'scale'>,
  height: string,
  width: string,
): string {
  const rows = `${outside === null ? ':, ' : ''}${spanText('t', height, { scale })}, ${spanText('l', width, { scale })}`;
  const one = outside === null ? 'image' : 'mask';
  return `torch.stack([${one}[${rows}] for ${one}, t, l in zip(${from}, tops, lefts)])`;
}

function rotatedLines({ name, outside, scale }: PlacedLabels): readonly string[] {
  if (outside === null) {
    if (scale === 1) return [`${name} = F.grid_sample(${name}, grid, align_corners=False)`];
    return [
      `finer = F.affine_grid(rows.view(-1, 2, 3), ${name}.shape, align_corners=False)`,
      `${name} = F.grid_sample(${name}, finer, align_corners=False)`,
    ];
  }
  return [
    `classes = ${name}.float().unsqueeze(1) - ${outside}  # what comes from outside is 0`,
    'classes = F.grid_sample(classes, grid, mode="nearest", align_corners=False)',
    `${name} = (classes.squeeze(1) + ${outside}).to(${name}.dtype)`,
  ];
}

/** The function `augment` of the exported file; empty where nothing is changed. @param placed labels that go along with the images */
export function augmentationSource(
  augmentations: readonly Augmentation[],
  placed: readonly PlacedLabels[],
): string {
  const lines = augmentations.flatMap((one) => bodyOf(one, placed));
  if (lines.length === 0) return '';
  const own = movedNames(placed);
  const colors = augmentations.some(usesColors) ? ', colors' : '';
  return `def augment(${own}${colors}):
    """Random changes of images [N, C, H, W] with values in [0, 1]${movedText(placed, '[N, H, W]')}."""

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
  placed: readonly PlacedLabels[],
): readonly string[] {
  return bodies[settings.type](settings, placed);
}

/** The function `crop` of the exported file. @param placed labels of which the same part is taken */
export function cropSource(placed: readonly PlacedLabels[]): string {
  const own = movedNames(placed);
  const lines = placed.map((one) => `    ${one.name} = ${partsText(one.name, one, 'height', 'width')}\n`);
  return `def crop(${own}, is_random=False):
    """A part of the network's size of each larger image: from the center, or at random."""
    height, width = INPUT_SHAPE[1:]
    if x.ndim != 4 or x.shape[2] < height or x.shape[3] < width or len(x) == 0:
        return ${own}
    tops, lefts = (
        torch.randint(0, room + 1, (len(x),)).tolist() if is_random else [round(room / 2)] * len(x)
        for room in (x.shape[2] - height, x.shape[3] - width)
    )
    x = torch.stack([image[:, t : t + height, l : l + width] for image, t, l in zip(x, tops, lefts)])
${lines.join('')}    return ${own}
`;
}
