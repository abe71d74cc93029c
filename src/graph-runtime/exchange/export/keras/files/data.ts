import { ORDER_SOURCE, readingSource } from '../../python/data-source';
import { pythonString, pythonText } from '../../python/value';
import type { KerasFacts } from '../project-facts';

/**
 * `data.py`: what the network is given, and what its scores mean.
 *
 * @param trains whether it reads data sets, too
 */
export function dataSource({ network, facts }: KerasFacts, trains: boolean): string {
  const { input, analysis } = network;
  const isImage = input.shape.length === 3;
  const { normalization } = analysis.document.training;
  const names = facts.classNames.map((name) => `    ${pythonString(name)},\n`).join('');
  const range = isImage ? ' with values in [0, 1]' : '';
  return `"""What the network is given, and what its scores mean."""

${trains ? IMPORTS : 'import numpy as np'}

# Of one example, ${isImage ? '[height, width, channels]' : 'without the batch axis'}.
INPUT_SHAPE = ${pythonText([...input.shape])}

# In the order of the scores${facts.classNames.length === 0 ? '; not known' : ''}.
CLASS_NAMES = [${names === '' ? '' : `\n${names}`}]
${normalizationSource(normalization, range)}${trains ? LOADING : ''}`;
}

interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function normalizationSource(normalization: Normalization | undefined, range: string): string {
  if (normalization === undefined) {
    return `

def normalize(x):
    """Examples${range} as the network takes them: as they are."""
    return x
`;
  }
  return `
MEAN = np.array([${normalization.mean.join(', ')}], np.float32)
STD = np.array([${normalization.deviation.join(', ')}], np.float32)


def normalize(x):
    """Examples${range} as the network takes them. The model does not do it itself."""
    return (x - MEAN) / STD
`;
}

const IMPORTS = `import gzip
import json
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps`;

const LOADING = String.raw`

def load_split(folder, split, limit=None):
    """Images uint8 [N, height, width, channels] and labels int64 [N] of "train" or "test".

    The folder is a data set of Netloom, or has a folder of images for each class: in folders train
    and test, or (then there is nothing to test with) as it is.
    """
    folder = Path(folder)
    if (folder / "dataset.json").exists():
        images, labels = load_prepared(folder, split)
    else:
        images, labels = load_folders(folder, split)
    return images[:limit], labels[:limit].astype(np.int64)


${readingSource('height, width, channels')}


def to_unit(images):
    """Values in [0, 1]."""
    return images.astype(np.float32) * np.float32(1 / 255)


def to_input(x):
    """Images in the network's size, gray or in color as it takes them."""
    height, width, channels = INPUT_SHAPE
    if x.shape[3] == 1 and channels == 3:
        x = np.repeat(x, 3, axis=3)
    elif x.shape[3] == 3 and channels == 1:
        x = (x * np.array([0.299, 0.587, 0.114], np.float32)).sum(3, keepdims=True)
    if x.shape[1:3] != (height, width):
        x = np.asarray(keras.ops.image.resize(x, (height, width), interpolation="bilinear"))
    return x


${ORDER_SOURCE}
`;
