import type { NetworkToExport } from '../../network-to-export';
import { isImageShape, ORDER_SOURCE, readingSource } from '../../python/data-source';
import { classNamesSource } from '../../python/class-names-source';
import { secondShapesSource } from '../../python/predict-arguments';
import { dataText } from '../../python/training/data-text';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import { inputNumbersSource, TORCH_NUMBERS } from '../../python/numbers-source';
import { pythonText } from '../../python/value';
import { channelsFirst } from '../layout';
import type { ProjectFacts } from '../project-facts';

/** `data.py`: what the network is given, and what its scores mean. */
export function dataSource({ network, facts, training, numbers }: ProjectFacts): string {
  const { input, analysis } = network;
  const isImage = input.shape.length === 3;
  const { normalization } = analysis.document.training;
  const sizes = pythonText([...channelsFirst(input.shape)]);
  const range = isImage ? ' with values in [0, 1]' : '';
  const trains = training !== null;
  return `"""What the network is given, and what its scores mean."""

${trains ? importsFor(isImageShape(input.shape)) : 'import torch'}

# Of one example, ${isImage ? '[channels, height, width]' : 'without the batch axis'}.
INPUT_SHAPE = ${sizes}

${classNamesSource(network, facts.target)}${secondShapesSource(network, channelsFirst)}${normalizationSource(normalization, isImage, range, network.seconds.length > 0)}${inputNumbersSource(numbers, TORCH_NUMBERS)}${training === null ? '' : loadingSource(network, training)}`;
}

interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function normalizationSource(
  normalization: Normalization | undefined,
  isImage: boolean,
  range: string,
  hasSeconds: boolean,
): string {
  if (normalization === undefined) {
    return `

def normalize(x):
    """Examples${range} as the network takes them: as they are."""
    return x
`;
  }
  const shape = isImage ? '.view(-1, 1, 1)' : '';
  return `
MEAN = torch.tensor([${normalization.mean.join(', ')}])${shape}
STD = torch.tensor([${normalization.deviation.join(', ')}])${shape}


def normalize(x):
    """Examples${range} as the network takes them. The model does not do it itself."""
${hasSeconds ? OTHER_CHANNELS : ''}    return (x - MEAN.to(x.device)) / STD.to(x.device)
`;
}

const OTHER_CHANNELS = `    if len(MEAN) not in (1, x.shape[1]):
        return x  # A second image of other channels enters as it is.
`;

function importsFor(isImage: boolean): string {
  return `import gzip
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F${isImage ? '\nfrom PIL import Image, ImageOps' : ''}`;
}

/** Reading of data sets, and what is made of what they store. */
function loadingSource(network: NetworkToExport, training: ExportedTraining): string {
  const inputShape = network.input.shape;
  const text = dataText(training, isImageShape(inputShape)).replace('DATA is', 'The folder is');
  return `

def load_split(folder, split, limit=None):
    """Examples and labels of "train", "validation" or "test": images uint8 [N, channels, height, width], or rows.

    ${text}
    """
    examples, labels = (torch.from_numpy(values[:limit].copy()) for values in load_arrays(folder, split))
    return ${training.labels === 'image' ? 'channels_first(examples), channels_first(labels)' : 'channels_first(examples), labels'}


def channels_first(values):
    return values.permute(0, 3, 1, 2) if values.ndim == 4 else values


${readingSource({ network, training, sizes: 'channels, height, width', framework: 'torch' })}


def to_unit(examples):
    """Images with values in [0, 1]; rows of numbers are as they are stored."""
    return examples.float() * (1 / 255) if examples.dtype == torch.uint8 else examples.float()


${inputShape.length === 3 ? MAPS : VECTORS}
${training.labels === 'image' ? TARGETS : ''}

${ORDER_SOURCE}
`;
}

const MAPS = `def to_input(x):
    """Images in the network's size, gray or in color as it takes them."""
    channels, height, width = INPUT_SHAPE
    if x.ndim == 2:
        return x.view(-1, height, width, channels).permute(0, 3, 1, 2)
    if x.shape[1] == 1 and channels == 3:
        x = x.expand(-1, 3, -1, -1)
    elif x.shape[1] == 3 and channels == 1:
        x = (x * torch.tensor([0.299, 0.587, 0.114], device=x.device).view(-1, 1, 1)).sum(1, keepdim=True)
    if x.shape[2:] != (height, width):
        x = F.interpolate(x, (height, width), mode="bilinear", align_corners=False)
    return x`;

const TARGETS = `

def to_target(x, scale):
    """Second images as the network makes them: \`scale\` times as high and wide as its input."""
    size = (scale * INPUT_SHAPE[1], scale * INPUT_SHAPE[2])
    return x if x.shape[2:] == size else F.interpolate(x, size, mode="bilinear", align_corners=False)
`;

const VECTORS = `def to_input(x):
    """Examples in the network's shape; images pixel by pixel."""
    return (x.permute(0, 2, 3, 1) if x.ndim == 4 else x).reshape(-1, *INPUT_SHAPE)`;
