import { isImageShape } from '../../python/data-source';
import { classWeightsSource } from '../../python/training/class-weights';
import { constantsSource } from '../../python/training/constants';
import { dataText } from '../../python/training/data-text';
import { type MetricNames, metricsSource } from '../../python/training/metrics';
import { scheduleSource } from '../../python/training/schedules';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import type { KerasFacts } from '../project-facts';
import { augmentationSource } from '../training/augmentations';
import { freezingSource } from '../training/freezing';
import { kerasLoss } from '../training/losses';
import { optimizerSource } from '../training/optimizers';
import { trainingLoop } from './training-loop';

/** `train.py`: the training that the document describes; null where the data have nothing to learn. */
export function trainSource(project: KerasFacts): string | null {
  const { network, training, learning, separator } = project;
  if (training === null) return null;
  const settings = network.analysis.document.training;
  const mains = training.outputs.filter(({ isAuxiliary }) => !isAuxiliary);
  const end = (at: number) => (mains.length === 1 ? '' : `${at + 1}`);
  const hasMasks = training.labels === 'mask';
  const augmentation =
    network.input.shape.length === 3
      ? augmentationSource(settings.augmentation ?? [], hasMasks ? (mains[0]?.ignored ?? 0) : null)
      : '';
  const losses = mains.map((main, at) => kerasLoss(`make_loss${end(at)}`, main));
  const outputs = mains.map(({ output, weight, isWeighted, target }, at) => ({
    ...namesOf(end(at)),
    ...{ path: output.path, weight, target: losses[at]?.target ?? 'y' },
    loss: `make_loss${end(at)}(${isWeighted ? 'weights' : ''})`,
    compared: target.kind.id === 'input' ? 'x' : 'y',
  }));
  const parts = [
    headSource(training, isImageShape(network.input.shape)),
    constantsSource(settings),
    freezingSource(learning, separator),
    ...(settings.optimizer.clipNorm === undefined ? [] : [CLIP]),
    optimizerSource(settings, learning.rateFactors.length > 0),
    scheduleSource(settings.schedule),
    classWeightsSource(training),
    ...losses.map(({ source }) => source),
    ...mains.map((main, at) => metricsSource(main, namesOf(end(at)))),
    augmentation,
    trainingLoop({
      ...{ outputs, hasMasks, hasAugmentation: augmentation !== '' },
      hasWeights: training.outputs.some(({ isWeighted }) => isWeighted),
      hasFrozen: learning.frozen.length > 0,
    }),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function namesOf(end: string): MetricNames {
  return { count: `count${end}`, measure: `measure${end}` };
}

function headSource(training: ExportedTraining, isImage: boolean): string {
  const names = [
    ...['has_split', 'held_out_count', 'labels_of', 'load_split', 'normalize', 'shuffled_order', 'to_input'],
    ...(training.labels === 'mask' ? ['to_mask'] : []),
    'to_unit',
  ];
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
