import type { TrainingSettings } from '../../src/graph-runtime/document/document';
import type { TargetPlan } from '../../src/graph-runtime/datasets/target-description';
import { type Node, network } from './network';
import { readDigits } from './source-data';
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
  ];
}
