import { ORDER_SOURCE, readingSource } from '../../python/data-source';
import { pythonString, pythonText } from '../../python/value';
import { channelsFirst } from '../layout';
import type { ProjectFacts } from '../project-facts';
import { trainsAlike } from '../training/remarks';

/** `data.py`: what the network is given, and what its scores mean. */
export function dataSource({ network, facts }: ProjectFacts): string {
  const { input, analysis } = network;
  const isImage = input.shape.length === 3;
  const { normalization } = analysis.document.training;
  const names = facts.classNames.map((name) => `    ${pythonString(name)},\n`).join('');
  const sizes = pythonText([...channelsFirst(input.shape)]);
  const range = isImage ? ' with values in [0, 1]' : '';
  const trains = trainsAlike(network, facts.targetKind);
  return `"""What the network is given, and what its scores mean."""

${trains ? IMPORTS : 'import torch'}

# Of one example, ${isImage ? '[channels, height, width]' : 'without the batch axis'}.
INPUT_SHAPE = ${sizes}

# In the order of the scores${facts.classNames.length === 0 ? '; not known' : ''}.
CLASS_NAMES = [${names === '' ? '' : `\n${names}`}]
${normalizationSource(normalization, isImage, range)}${trains ? LOADING : ''}`;
}

interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function normalizationSource(
  normalization: Normalization | undefined,
  isImage: boolean,
  range: string,
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
    return (x - MEAN.to(x.device)) / STD.to(x.device)
`;
}

const IMPORTS = `import gzip
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps`;

const LOADING = String.raw`

def load_split(folder, split, limit=None):
    """Images uint8 [N, channels, height, width] and labels int64 [N] of "train" or "test".

    The folder is a data set of Netloom, or has a folder of images for each class: in folders train
    and test, or (then there is nothing to test with) as it is.
    """
    folder = Path(folder)
    if (folder / "dataset.json").exists():
        images, labels = load_prepared(folder, split)
    else:
        images, labels = load_folders(folder, split)
    images, labels = images[:limit], labels[:limit]
    return torch.from_numpy(images.copy()).permute(0, 3, 1, 2), torch.from_numpy(labels.astype(np.int64))


${readingSource('channels, height, width')}


def to_unit(images):
    """Values in [0, 1]."""
    return images.float() * (1 / 255)


def to_input(x):
    """Images in the network's size, gray or in color as it takes them."""
    channels, height, width = INPUT_SHAPE
    if x.shape[1] == 1 and channels == 3:
        x = x.expand(-1, 3, -1, -1)
    elif x.shape[1] == 3 and channels == 1:
        x = (x * torch.tensor([0.299, 0.587, 0.114], device=x.device).view(-1, 1, 1)).sum(1, keepdim=True)
    if x.shape[2:] != (height, width):
        x = F.interpolate(x, (height, width), mode="bilinear", align_corners=False)
    return x


${ORDER_SOURCE}
`;
