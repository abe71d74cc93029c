import type { TrainingSettings } from '../../src/graph-runtime/document/document';
import type { TargetPlan } from '../../src/graph-runtime/datasets/target-description';
import { type Node, network } from './network';
import { DIGIT_SIDE, readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks that answer pixel by pixel, as only exported projects are compared: by each loss, with rare classes, and with pixels that do not count. */

const conv = (id: string, filters: number): Node => [
  id,
  'conv2d',
  { filters, kernelSize: 3, padding: 'same' },
];
const SHAPE: [number, number, number] = [8, 8, 1];
/** Every image is flipped, so that no random number decides. */
const FLIPPED: Partial<TrainingSettings> = { augmentation: [{ type: 'horizontalFlip', probability: 1 }] };

/** Paper, ink, and where the edge of the ink is no class that counts, or a third one. */
function inkOf(pixels: Uint8Array): Uint8Array {
  return pixels.map((value) => (value < 32 ? 0 : value < 96 ? 2 : 1));
}

/** The ink of digits, whose edges do not count, or are a class. */
function masks(name: string, scores: number, settings: Partial<TrainingSettings>): TargetCase {
  const isOne = scores === 1;
  const classes = ['paper', 'ink', 'edge'];
  const target: TargetPlan = {
    kind: 'mask',
    ...(isOne ? { classNames: classes.slice(0, 2), ignore: 2 } : { classNames: classes }),
  };
  return {
    ...{ name: `pixels: ${name}`, loss: settings.loss ?? '', batchSize: 32 },
    examples: readDigits().map(({ pixels }) => ({ values: pixels, target: inkOf(pixels) })),
    plan: { dtype: 'uint8', exampleShape: SHAPE, target },
    document: network(SHAPE, [conv('edges', 8), ['relu', 'relu'], conv('scores', scores)], {
      batchSize: 32,
      ...settings,
    }),
  };
}

/** Digits in twice the size, light and dark exchanged, which are flipped with them. */
function images(
  name: string,
  scale: number,
  settings: Partial<TrainingSettings>,
  size: number = DIGIT_SIDE,
): TargetCase {
  const up: Node = ['up', 'upSampling2d', { size: scale, interpolation: 'nearest' }];
  return {
    ...{ name: `pixels: second image, ${name}`, loss: settings.loss ?? '', batchSize: 32 },
    examples: readDigits().map(({ pixels }) => ({ values: pixels, target: negative(pixels, scale) })),
    plan: { dtype: 'uint8', exampleShape: SHAPE, target: { kind: 'image', channels: 3, scale } },
    document: network(
      [size, size, 1],
      [conv('edges', 8), ['relu', 'relu'], ...(scale === 1 ? [] : [up]), conv('last', 3)],
      { batchSize: 32, ...settings },
    ),
  };
}

/** In three colors that differ. */
function negative(pixels: Uint8Array, scale: number): Uint8Array {
  const side = scale * DIGIT_SIDE;
  return Uint8Array.from({ length: 3 * side * side }, (_, at) => {
    const place = Math.floor(at / 3);
    const [row, column] = [Math.floor(place / side), place % side];
    const value = pixels[Math.floor(row / scale) * DIGIT_SIDE + Math.floor(column / scale)] ?? 0;
    return Math.max(0, 255 - value - 40 * (at % 3));
  });
}

/** All of them. */
export function pixelCases(): readonly TargetCase[] {
  const balanced = { classWeights: 'balanced' } as const;
  return [
    masks('one score, rare classes count more, flipped', 1, {
      ...{ loss: 'crossEntropy', ...balanced, ...FLIPPED },
    }),
    masks('one score, some pixels do not count', 1, { loss: 'binaryCrossEntropy' }),
    masks('one score, Dice', 1, { loss: 'dice' }),
    masks('a question a class', 3, { loss: 'binaryCrossEntropy' }),
    masks('a question a class, rare classes count more', 3, { loss: 'binaryCrossEntropy', ...balanced }),
    images('mean squared error, flipped', 2, { loss: 'meanSquaredError', ...FLIPPED }),
    images('mean absolute error, half of the examples', 1, {
      ...{ loss: 'meanAbsoluteError', trainingShare: 0.5, validationShare: 0.1 },
    }),
    images('Huber', 3, { loss: 'huber', huberDelta: 0.1 }),
    images('binary cross-entropy', 1, { loss: 'binaryCrossEntropy' }),
    images('resized', 2, { loss: 'meanSquaredError' }, 12),
  ];
}
