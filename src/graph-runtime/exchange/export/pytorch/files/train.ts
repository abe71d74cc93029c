import { usesColors } from '../../../../settings/augmentation/registry';
import { addsLoss } from '../../network-to-export';
import { isImageShape } from '../../python/data-source';
import { classWeightsSource } from '../../python/training/class-weights';
import { constantsSource } from '../../python/training/constants';
import { dataText } from '../../python/training/data-text';
import { descriptionText, targetText } from '../../python/training/row-texts';
import { metricsSource, printedOf } from '../../python/training/metrics';
import { mixingOf, mixSource, TORCH } from '../../python/training/mixing';
import { colorsSource } from '../../python/training/principal-colors';
import { labelFunctions, placedLabels } from '../../python/training/placed-labels';
import { scheduleSource } from '../../python/training/schedules';
import { trainingShareSource } from '../../python/training/training-share';
import { watchingOf, watchSource } from '../../python/training/watching';
import type { ProjectFacts } from '../project-facts';
import { augmentationSource, cropSource } from '../training/augmentations';
import { freezingSource } from '../training/freezing';
import { lossNames, objectiveSource } from '../training/objective';
import { optimizerFunction, optimizerSource } from '../training/optimizers';
import { trainingLoop } from './training-loop';

/** `train.py`: the training that the document describes, alone or in several processes; null where the data have nothing to learn. */
export function trainSource(project: ProjectFacts): string | null {
  const { network, training, className, learning } = project;
  if (training === null) return null;
  const settings = network.analysis.document.training;
  const mains = training.outputs.filter(({ isAuxiliary }) => !isAuxiliary);
  const [first] = mains;
  const placed = placedLabels(training);
  const isMap = network.input.shape.length === 3;
  const augmentations = isMap ? (settings.augmentation ?? []) : [];
  const augmentation = augmentationSource(augmentations, placed);
  const isCropped = isMap && settings.imageFit === 'crop';
  const mixing = mixingOf(settings, training, isMap);
  const watching = first === undefined ? null : watchingOf(settings, printedOf(first, mains.length));
  const losses = lossNames(training);
  const names = mains.map((_, at) => {
    const end = mains.length === 1 ? '' : `${at + 1}`;
    return { count: `count${end}`, measure: `measure${end}` };
  });
  const hasWeights = training.outputs.some(({ isWeighted }) => isWeighted);
  const parts = [
    headSource(project),
    constantsSource(settings),
    freezingSource(learning),
    optimizerSource(settings.optimizer),
    optimizerFunction(settings, learning.rateFactors.length > 0),
    scheduleSource(settings.schedule),
    classWeightsSource(training),
    trainingShareSource(settings),
    watchSource(watching),
    objectiveSource(training, addsLoss(network)),
    ...mains.map((main, at) => metricsSource(main, names[at] ?? { count: '', measure: '' })),
    ...(isCropped ? [cropSource(placed)] : []),
    colorsSource(augmentations),
    augmentation,
    mixSource(mixing, TORCH),
    trainingLoop({
      className,
      isAveraged: settings.weightAverage !== undefined,
      names: mains.map((trained, at) => ({
        ...(names[at] ?? { count: '', measure: '' }),
        path: trained.output.path,
        description: descriptionText(training, trained),
      })),
      mains: mains.map((trained, at) => ({
        target: targetText(training, trained, 'y', 'torch'),
        ...{ loss: losses[at] ?? '', weight: trained.weight },
        weightedClasses: trained.isWeighted ? trained.target.size : 0,
      })),
      rows: training.rows,
      ...{ placed, hasWeights, hasAugmentation: augmentation !== '' },
      hasFrozen: learning.frozen.length > 0,
      hasFactors: learning.rateFactors.length > 0 || optimizerHasGroups(settings),
      labels: training.labels,
      isBlended: mixing !== null,
      ...{ isCropped, isMixed: settings.precision === 'mixed', watching },
      takesColors: augmentations.some(usesColors),
      trainingShare: settings.trainingShare ?? 1,
    }),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Whether the groups of the optimizer have factors, though all are 1. */
function optimizerHasGroups({
  optimizer,
  decayedWeights,
}: ProjectFacts['network']['analysis']['document']['training']): boolean {
  return decayedWeights === 'kernels' && optimizer.weightDecay > 0;
}

function headSource({ network, training, className }: ProjectFacts): string {
  if (training === null) return '';
  const isImage = isImageShape(network.input.shape);
  const { imageFit, weightAverage } = network.analysis.document.training;
  const isCropped = imageFit === 'crop' && network.input.shape.length === 3;
  const isAveraged = weightAverage !== undefined;
  const names = [
    ...(isCropped ? ['INPUT_SHAPE'] : []),
    ...['has_split', 'held_out_count', 'labels_of', 'load_split', 'normalize', 'shuffled_order', 'to_input'],
    ...labelFunctions(training),
    'to_unit',
  ].sort();
  return `"""Trains the network as Netloom does.

    python train.py --data DATA
    torchrun --nproc-per-node 2 train.py --data DATA

${dataText(training, isImage)}
"""

import argparse
${isAveraged ? 'import copy\n' : ''}import math
import os
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from data import ${names.join(', ')}
from model import ${className}

HERE = Path(__file__).parent
`;
}
