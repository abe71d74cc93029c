import { usesColors } from '../../../../settings/augmentation/registry';
import type { Augmentation } from '../../../../settings/training-settings';
import { movedNames, movedText, type PlacedLabels, spanText } from '../../python/training/placed-labels';
import type { AugmentationLines, AugmentationOf } from '../../python/training/augmentation-lines';

const bodies: AugmentationLines = {
  horizontalFlip: ({ probability }, placed) =>
    placed.length === 0
      ? [`x = np.where(uniform() < ${probability}, x[:, :, ::-1], x)`]
      : [
          `flipped = uniform() < ${probability}`,
          'x = np.where(flipped, x[:, :, ::-1], x)',
          ...placed.map(
            ({ name, outside }) =>
              `${name} = np.where(flipped${outside === null ? '' : '[..., 0]'}, ${name}[:, :, ::-1], ${name})`,
          ),
        ],
  randomCrop: ({ padding }, placed) => [
    `padded = np.pad(x, ((0, 0), (${padding}, ${padding}), (${padding}, ${padding}), (0, 0)))`,
    `tops, lefts = rng.integers(0, ${2 * padding + 1}, (2, len(x)))`,
    'h, w = x.shape[1:3]',
    'x = np.stack([image[t : t + h, l : l + w] for image, t, l in zip(padded, tops, lefts)])',
    ...placed.flatMap((one) => [
      `padded = ${paddedText(one, padding * one.scale)}`,
      `${one.name} = ${partsText('padded', one, 'h', 'w')}`,
    ]),
  ],
  brightness: ({ amount }) => [`x = (x + ${2 * amount} * (uniform() - 0.5)).clip(0, 1)`],
  contrast: ({ amount }) => [
    'middle = x.mean(axis=(1, 2, 3), keepdims=True)',
    `x = (middle + (x - middle) * (1 + ${2 * amount} * (uniform() - 0.5))).clip(0, 1)`,
  ],
  rotation: ({ degrees }, placed) => [
    `angles = np.pi / 180 * ${2 * degrees} * (uniform() - 0.5)`,
    'x = np.stack([rotated(image, angle) for image, angle in zip(x, angles.ravel())])',
    ...placed.map(({ name, outside }) =>
      outside === null
        ? `${name} = np.stack([rotated(image, angle) for image, angle in zip(${name}, angles.ravel())])`
        : `${name} = np.stack([rotated_mask(mask, angle, ${outside}) for mask, angle in zip(${name}, angles.ravel())])`,
    ),
  ],
  randomErasing: ({ probability, minimumArea, maximumArea, minimumAspect }) => [
    'h, w = x.shape[1:3]',
    `area = h * w * (${minimumArea} + ${Math.max(minimumArea, maximumArea) - minimumArea} * uniform())`,
    `aspect = np.exp(math.log(${minimumAspect}) * (1 - 2 * uniform()))`,
    'tall = np.minimum(np.floor(np.sqrt(area * aspect)), h)',
    'wide = np.minimum(np.floor(np.sqrt(area / aspect)), w)',
    'top, left = np.floor(uniform() * (h + 1 - tall)), np.floor(uniform() * (w + 1 - wide))',
    'row, column = np.arange(h).reshape(1, -1, 1, 1), np.arange(w).reshape(1, 1, -1, 1)',
    'inside = (row >= top) & (row < top + tall) & (column >= left) & (column < left + wide)',
    `x = np.where(inside & (uniform() < ${probability}), 0.5, x)`,
  ],
  pcaColor: ({ deviation }) => [
    `amounts = rng.normal(0, ${deviation}, (len(x), len(colors))).astype(np.float32)`,
    'x = (x + (amounts @ colors)[:, None, None]).clip(0, 1)',
  ],
};

const ROTATED = `def rotated(image, angle):
    """The image turned about its middle, between pixels bilinear, zeros around it."""
    h, w = image.shape[:2]
    rows, columns = np.mgrid[:h, :w] - np.array([(h - 1) / 2, (w - 1) / 2]).reshape(2, 1, 1)
    y = np.cos(angle) * rows + np.sin(angle) * columns + (h - 1) / 2 + 1
    x = np.cos(angle) * columns - np.sin(angle) * rows + (w - 1) / 2 + 1
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    padded = np.pad(image, ((1, 2), (1, 2), (0, 0)))
    down, right = (y - top)[..., None], (x - left)[..., None]

    def at(row, column):
        return padded[row.clip(0, h + 1), column.clip(0, w + 1)]

    upper = at(top, left) * (1 - right) + at(top, left + 1) * right
    lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right
    return (upper * (1 - down) + lower * down).astype(np.float32)


`;

const ROTATED_MASK = `def rotated_mask(mask, angle, outside):
    """The mask turned about its middle, each pixel the nearest; \`outside\` around it."""
    h, w = mask.shape
    rows, columns = np.mgrid[:h, :w] - np.array([(h - 1) / 2, (w - 1) / 2]).reshape(2, 1, 1)
    y = np.rint(np.cos(angle) * rows + np.sin(angle) * columns + (h - 1) / 2).astype(int) + 1
    x = np.rint(np.cos(angle) * columns - np.sin(angle) * rows + (w - 1) / 2).astype(int) + 1
    return np.pad(mask, 1, constant_values=outside)[y.clip(0, h + 1), x.clip(0, w + 1)]


`;

function paddedText({ name, outside }: PlacedLabels, padding: number): string {
  const sides = `(0, 0), (${padding}, ${padding}), (${padding}, ${padding})`;
  return outside === null
    ? `np.pad(${name}, (${sides}, (0, 0)))`
    : `np.pad(${name}, (${sides}), constant_values=${outside})`;
}

/** The same part of each of the placed labels, from `t` and `l` of the images on. */
function partsText(
  from: string,
  { outside, scale }: Pick<PlacedLabels, 'outside' | 'scale'>,
  height: string,
  width: string,
): string {
  const one = outside === null ? 'image' : 'mask';
  return `np.stack([${one}[${spanText('t', height, { scale })}, ${spanText('l', width, { scale })}] for ${one}, t, l in zip(${from}, tops, lefts)])`;
}

/** The function `augment` of the exported file; empty where nothing is changed. @param placed labels that go along with the images */
export function augmentationSource(
  augmentations: readonly Augmentation[],
  placed: readonly PlacedLabels[],
): string {
  const lines = augmentations.flatMap((one) => bodyOf(one, placed));
  if (lines.length === 0) return '';
  const rotates = augmentations.some(({ type }) => type === 'rotation');
  const hasMasks = placed.some(({ outside }) => outside !== null);
  const helper = rotates ? `${ROTATED}${hasMasks ? ROTATED_MASK : ''}` : '';
  const own = movedNames(placed);
  const colors = augmentations.some(usesColors) ? ', colors' : '';
  return `${helper}def augment(${own}, rng${colors}):
    """Random changes of images [N, height, width, channels] with values in [0, 1]${movedText(placed, '[N, height, width]')}."""

    def uniform():
        return rng.random((len(x), 1, 1, 1), np.float32)

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
  return `def crop(${own}, rng=None):
    """A part of the network's size of each larger image: at random, without \`rng\` from the center."""
    height, width = INPUT_SHAPE[:2]
    if x.ndim != 4 or x.shape[1] < height or x.shape[2] < width:
        return ${own}
    tops, lefts = (
        np.full(len(x), round(room / 2)) if rng is None else rng.integers(0, room + 1, len(x))
        for room in (x.shape[1] - height, x.shape[2] - width)
    )
    x = np.stack([image[t : t + height, l : l + width] for image, t, l in zip(x, tops, lefts)])
${lines.join('')}    return ${own}
`;
}
