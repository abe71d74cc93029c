import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../datasets/target-description';
import { losses } from '../targets/losses/registry';
import { type TargetSettings, trainedTarget } from '../targets/registry';
import { problemsOfCode } from '../testing/code-check';
import { outputCode } from './output-code';
import { getLayer } from './registry';

const classNames = ['a', 'b', 'c'];
const CLASSES: TargetDescription = { kind: 'class', classNames };
const SETS: TargetDescription = { kind: 'classes', classNames };
const MASKS: TargetDescription = { kind: 'mask', classNames, ignore: 255 };
const NUMBERS: TargetDescription = { kind: 'numbers', names: ['x'], mean: [0], deviation: [1] };

interface Trial {
  readonly data: TargetDescription | null;
  readonly settings?: TargetSettings;
  readonly own?: Readonly<Record<string, string | number>>;
  readonly isBalanced?: boolean;
}

function codeOf({ data, settings = {}, own = {}, isBalanced = false }: Trial): readonly string[] {
  const layer = getLayer('output');
  if (layer === undefined) throw new Error('there is an output');
  const target = data === null ? null : trainedTarget(data, settings);
  const parameters = {
    ...{ loss: 'crossEntropy', labelSmoothing: 0, lossWeight: 1, auxiliary: false },
    ...own,
  };
  return (['keras', 'pytorch'] as const).flatMap((framework) =>
    outputCode(layer, framework, parameters, [{ shape: [3] }], target, isBalanced),
  );
}

describe('the code of an output', () => {
  it.each<[string, Trial, readonly string[]]>([
    [
      'is its own loss where the data are not known',
      { data: null },
      ['keras.losses.SparseCategoricalCrossentropy(from_logits=True)', 'nn.CrossEntropyLoss()'],
    ],
    [
      'is its own loss where that fits',
      { data: CLASSES, own: { loss: 'binaryCrossEntropy' } },
      ['keras.losses.BinaryCrossentropy(from_logits=True)', 'nn.BCEWithLogitsLoss()'],
    ],
    [
      'is the loss that the settings chose',
      { data: CLASSES, settings: { loss: 'meanSquaredError' } },
      ['keras.losses.MeanSquaredError()', 'nn.MSELoss()'],
    ],
    ['of numbers', { data: NUMBERS }, ['keras.losses.MeanSquaredError()', 'nn.MSELoss()']],
    [
      'of numbers by Huber, with its limit',
      { data: NUMBERS, settings: { loss: 'huber', huberDelta: 0.5 } },
      ['keras.losses.Huber(delta=0.5)', 'nn.HuberLoss(delta=0.5)'],
    ],
    [
      'of several classes',
      { data: SETS },
      ['keras.losses.BinaryCrossentropy(from_logits=True)', 'nn.BCEWithLogitsLoss()'],
    ],
    [
      'of several classes with weights, which Keras does not have',
      { data: SETS, isBalanced: true },
      ['nn.BCEWithLogitsLoss(pos_weight=class_weights)'],
    ],
    [
      'of masks, without the pixels that do not count',
      { data: MASKS },
      [
        'keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=255)',
        'nn.CrossEntropyLoss(ignore_index=255)',
      ],
    ],
    ['of masks by Dice, which neither has', { data: MASKS, settings: { loss: 'dice' } }, []],
    [
      'of one class with weights: the mean is over the examples, not over the weights',
      { data: CLASSES, isBalanced: true },
      [
        'criterion = keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
        'loss = criterion(labels, scores, sample_weight=class_weights[labels])',
        'criterion = nn.CrossEntropyLoss(reduction="none")',
        'loss = (class_weights[labels] * criterion(scores, labels)).mean()',
      ],
    ],
    [
      'of the input itself',
      { data: { kind: 'none' }, settings: { target: 'input', loss: 'meanAbsoluteError' } },
      ['keras.losses.MeanAbsoluteError()', 'nn.L1Loss()'],
    ],
  ])('%s', (_name, trial, expected) => {
    expect(codeOf(trial)).toEqual(expected);
  });

  it('names real classes and arguments, whatever the loss and its options', () => {
    for (const loss of Object.values(losses)) {
      for (const labelSmoothing of [0, 0.1]) {
        for (const ignored of [null, 255]) {
          for (const isWeighted of [false, true]) {
            const options = { labelSmoothing, ignored, isWeighted, huberDelta: 2, margin: 1 };
            for (const code of [loss.code.keras(options), loss.code.pytorch(options)]) {
              if (code !== null) expect(problemsOfCode(code.loss), code.loss).toEqual([]);
            }
          }
        }
      }
    }
  });
});
