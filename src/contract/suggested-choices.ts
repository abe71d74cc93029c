import type { ImageChoices, ImportChoices, SplitRule } from './data-import';
import type { DataSurvey, ImageSize, SizeSurvey } from './data-survey';

/** What a network takes: `[height, width, channels]` without the batch axis. */
export type NetworkInput = readonly [height: number, width: number, channels: number];

/** Sides that networks are usually made for. */
const USUAL_SIDES = [16, 28, 32, 48, 64, 96, 128, 160, 192, 224, 256, 299, 384, 512] as const;
/** Without a network to decide, no larger than what a processor trains on in minutes. */
const MODEST_SIDE = 64;
/** Images that all have this size or a smaller one are stored as they are. */
const LARGEST_UNCHANGED = 256;
const TEST_SHARE = 0.2;
/** Shapes that differ by less are taken for the same. */
const SAME_SHAPE = 1.02;

/**
 * The choices that an import starts with, the same in the window and on the command line.
 *
 * @param input of the network on the canvas, if it takes images; its size comes first
 */
export function suggestedChoices(survey: DataSurvey, input: NetworkInput | null): ImportChoices {
  return {
    name: survey.name,
    ...(survey.format !== null && { format: survey.format.id }),
    answers: Object.fromEntries(survey.questions.map(({ id, value }) => [id, value])),
    image: survey.content === 'features' ? null : suggestedImage(survey, input),
    split: suggestedSplit(survey),
    // Equal images in training and test split make a network look better than it is; equal rows of a table are often two measurements.
    duplicates: survey.content === 'features' ? 'keep' : 'drop-across',
  };
}

/** Of an input's side, the stored images' for random crops: 256 for 224, 342 for 299, as networks for ImageNet are trained. */
const CROP_RATIO = 8 / 7;
/** Smaller networks are trained with images that are padded and cropped back, if at all. */
const LEAST_CROPPED = 96;

/** The size to store images at so that a network of this input is trained with random crops; null: it is usually trained without. */
export function sizeForCrops([height, width]: NetworkInput): ImageSize | null {
  if (Math.min(height, width) < LEAST_CROPPED) return null;
  return { height: Math.round(CROP_RATIO * height), width: Math.round(CROP_RATIO * width) };
}

/** Sizes to offer: the network's, that for random crops to it, then what the images suggest, then the usual ones up to the images' own. */
export function offeredSizes({ sizes }: DataSurvey, input: NetworkInput | null): readonly ImageSize[] {
  const own = sizes === null ? null : suggestedSize(sizes);
  const largest = sizes === null ? MODEST_SIDE : Math.min(sizes.median.height, sizes.median.width);
  const forCrops = input === null ? null : sizeForCrops(input);
  const offered = [
    ...(input === null ? [] : [{ height: input[0], width: input[1] }]),
    // Images that would have to be enlarged for it are better taken as they are.
    ...(forCrops === null || Math.min(forCrops.height, forCrops.width) > largest ? [] : [forCrops]),
    ...(own === null ? [] : [own]),
    ...USUAL_SIDES.filter((side) => side <= Math.max(MODEST_SIDE, largest)).map((side) => ({
      height: side,
      width: side,
    })),
  ];
  return offered.filter(
    ({ height, width }, index) =>
      offered.findIndex((other) => other.height === height && other.width === width) === index,
  );
}

function suggestedImage(
  { sizes, hasColor, hasTransparency }: DataSurvey,
  input: NetworkInput | null,
): ImageChoices {
  const own = sizes === null ? { height: MODEST_SIDE, width: MODEST_SIDE } : suggestedSize(sizes);
  const { height, width } = input === null ? own : { height: input[0], width: input[1] };
  const channels = input !== null && (input[2] === 1 || input[2] === 3) ? input[2] : hasColor ? 3 : 1;
  return {
    height,
    width,
    channels,
    fit: sizes === null || haveShapeOf(sizes, height / width) ? 'squash' : hasTransparency ? 'pad' : 'crop',
    background: [255, 255, 255],
  };
}

function suggestedSize({ smallest, median, largest }: SizeSurvey): ImageSize {
  const areEqual = smallest.height === largest.height && smallest.width === largest.width;
  if (areEqual && Math.max(largest.height, largest.width) <= LARGEST_UNCHANGED) {
    return { height: largest.height, width: largest.width };
  }
  const most = Math.min(MODEST_SIDE, median.height, median.width);
  const side = USUAL_SIDES.filter((usual) => usual <= most).at(-1) ?? Math.max(1, most);
  return { height: side, width: side };
}

/** Whether nothing is distorted when the images' sides are scaled to fit. */
function haveShapeOf({ frequent, smallest, largest }: SizeSurvey, shape: number): boolean {
  return [...frequent, smallest, largest].every(({ height, width }) => {
    const ratio = height / width / shape;
    return ratio < SAME_SHAPE && ratio > 1 / SAME_SHAPE;
  });
}

/** The source's own splits where it has any worth the name; what is missing for an evaluation is drawn. */
function suggestedSplit({ splits }: DataSurvey): SplitRule {
  const isGiven = splits.train > 0 && splits.validation + splits.test > 0;
  return {
    rule: isGiven ? 'given' : 'seeded',
    validation: 0,
    test: isGiven && splits.test > 0 ? 0 : TEST_SHARE,
    seed: 1,
  };
}
