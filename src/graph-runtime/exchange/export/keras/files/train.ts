import { usesColors } from '../../../../settings/augmentation/registry';
import { isImageShape } from '../../python/data-source';
import { classWeightsSource } from '../../python/training/class-weights';
import { constantsSource } from '../../python/training/constants';
import { dataText } from '../../python/training/data-text';
import { descriptionText, targetText, weightsText } from '../../python/training/row-texts';
import { type MetricNames, metricsSource, printedOf } from '../../python/training/metrics';
import { colorsSource } from '../../python/training/principal-colors';
import { mixingOf, mixSource, NUMPY } from '../../python/training/mixing';
import { labelFunctions, placedLabels } from '../../python/training/placed-labels';
import { scheduleSource } from '../../python/training/schedules';
import { trainingShareSource } from '../../python/training/training-share';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import { watchingOf, watchSource } from '../../python/training/watching';
import type { KerasFacts } from '../project-facts';
import { augmentationSource, cropSource } from '../training/augmentations';
import { divergencesSource } from '../training/divergences';
import { freezingSource } from '../training/freezing';
import { kerasLoss } from '../training/losses';
import { optimizerSource } from '../training/optimizers';
import { trainingLoop } from './training-loop';

/** The model with its auxiliary outputs and their weights. */
export const TRAINING_FILE = 'training.keras';

/** `train.py`: the training that the document describes; null where the data have nothing to learn. */
export function trainSource(project: KerasFacts): string | null {
  const { network, training, learning, separator, codes } = project;
  if (training === null) return null;
  const settings = network.analysis.document.training;
  const { outputs } = training;
  const mains = outputs.filter(({ isAuxiliary }) => !isAuxiliary);
  const [first] = mains;
  const placed = placedLabels(training);
  const isMap = network.input.shape.length === 3;
  const isMixed = settings.precision === 'mixed';
  const augmentations = isMap ? (settings.augmentation ?? []) : [];
  const augmentation = augmentationSource(augmentations, placed);
  const isCropped = isMap && settings.imageFit === 'crop';
  const mixing = mixingOf(settings, training, isMap);
  const watching = first === undefined ? null : watchingOf(settings, printedOf(first, mains.length));
  const ends = outputs.map(({ isAuxiliary }, at) => {
    if (isAuxiliary) return `_of_auxiliary${at - mains.length + 1}`;
    return mains.length === 1 ? '' : `${at + 1}`;
  });
  const losses = outputs.map((output, at) => kerasLoss(`make_loss${ends[at]}`, output, training));
  const parts = [
    headSource(training, network.input.shape, isCropped),
    constantsSource(settings),
    freezingSource(learning, separator),
    divergencesSource(codes, separator),
    ...(settings.optimizer.clipNorm === undefined ? [] : [CLIP]),
    optimizerSource(settings, learning.rateFactors.length > 0),
    scheduleSource(settings.schedule),
    classWeightsSource(training),
    trainingShareSource(settings),
    watchSource(watching),
    ...losses.map(({ source }) => source),
    ...mains.map((main, at) => metricsSource(main, namesOf(ends[at] ?? ''))),
    ...(isCropped ? [cropSource(placed)] : []),
    colorsSource(augmentations),
    augmentation,
    mixSource(mixing, NUMPY),
    ...(mixing === null ? [] : [MIXED_LOSS]),
    trainingLoop({
      outputs: outputs.map((trained, at) => {
        const { output, isAuxiliary, weight, isWeighted, target } = trained;
        const weights = isWeighted ? weightsText(training, trained) : '';
        return {
          ...namesOf(ends[at] ?? ''),
          ...{ path: output.path, isAuxiliary, weight, target: losses[at]?.target ?? 'y' },
          loss: mixedLoss(`make_loss${ends[at]}(${weights})`, mixing),
          plainLoss: `make_loss${ends[at]}(${isWeighted ? `np.ones(${target.size}, np.float32)` : ''})`,
          compared: targetText(training, trained, 'y', 'numpy'),
          description: descriptionText(training, trained),
        };
      }),
      rows: training.rows,
      modelFile: mains.length < outputs.length ? TRAINING_FILE : 'model.keras',
      ...{ placed, labels: training.labels, hasAugmentation: augmentation !== '', isCropped, watching },
      hasWeights: outputs.some(({ isWeighted }) => isWeighted),
      hasFrozen: learning.frozen.length > 0,
      codeWeights: codes.map(({ weight }) => weight),
      isBlended: mixing !== null,
      ...{ isMixed, isAveraged: settings.weightAverage !== undefined },
      takesColors: augmentations.some(usesColors),
      trainingShare: settings.trainingShare ?? 1,
    }),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const mixedLoss = (loss: string, mixing: object | null) => (mixing === null ? loss : `mixed_loss(${loss})`);

const MIXED_LOSS = `def mixed_targets(target, share):
    """The own targets, those of the example before, and the share of the own, along a last axis."""
    target = np.asarray(target, np.float32)
    return np.stack([target, np.roll(target, 1, axis=0), np.full_like(target, share)], axis=-1)


def mixed_loss(loss):
    """The loss with the own and with the partners' targets, by their shares."""

    def of_both(targets, scores):
        share = keras.ops.ravel(targets[..., 2])[0]
        return share * loss(targets[..., 0], scores) + (1 - share) * loss(targets[..., 1], scores)

    return of_both
`;

function namesOf(end: string): MetricNames {
  return { count: `count${end}`, measure: `measure${end}` };
}

function headSource(training: ExportedTraining, inputShape: readonly number[], isCropped: boolean): string {
  const isImage = isImageShape(inputShape);
  const names = [
    ...(isCropped ? ['INPUT_SHAPE'] : []),
    ...['has_split', 'held_out_count', 'labels_of', 'load_split', 'normalize', 'shuffled_order', 'to_input'],
    ...labelFunctions(training),
    'to_unit',
  ].sort();
  return `"""Trains the network as Netloom does: python train.py --data DATA

${dataText(training, isImage)}
"""

import argparse
import math
from pathlib import Path

import keras
import numpy as np

from data import ${names.join(', ')}
from model import build_model

HERE = Path(__file__).parent
`;
}

const CLIP = `def clip(gradients):
    """Scales all gradients so that the norm of all of them together is at most CLIP_NORM."""
    norm = keras.ops.sqrt(sum(keras.ops.sum(keras.ops.square(g)) for g in gradients))
    scale = keras.ops.minimum(CLIP_NORM / keras.ops.maximum(norm, 1e-30), 1.0)
    return [g * scale for g in gradients]
`;
