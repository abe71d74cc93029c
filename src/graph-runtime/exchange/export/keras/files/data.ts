import type { NetworkToExport } from '../../network-to-export';
import { isImageShape, ORDER_SOURCE, readingSource } from '../../python/data-source';
import { classNamesSource } from '../../python/class-names-source';
import { secondShapesSource } from '../../python/predict-arguments';
import { dataText } from '../../python/training/data-text';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import { inputNumbersSource, NUMPY_NUMBERS } from '../../python/numbers-source';
import { pythonText } from '../../python/value';
import type { KerasFacts } from '../project-facts';

/** `data.py`: what the network is given, and what its scores mean; where it is trained, it reads data sets, too. */
export function dataSource({ network, facts, training, numbers }: KerasFacts): string {
  const { input, analysis } = network;
  const isImage = input.shape.length === 3;
  const { normalization } = analysis.document.training;
  const range = isImage ? ' with values in [0, 1]' : '';
  return `"""What the network is given, and what its scores mean."""

${training === null ? 'import numpy as np' : importsFor(input.shape)}

# Of one example, ${isImage ? '[height, width, channels]' : 'without the batch axis'}.
INPUT_SHAPE = ${pythonText([...input.shape])}

${classNamesSource(network, facts.target)}${secondShapesSource(network, (shape) => shape)}${normalizationSource(normalization, range, network.seconds.length > 0)}${inputNumbersSource(numbers, NUMPY_NUMBERS)}${training === null ? '' : loadingSource(network, training)}`;
}

interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function normalizationSource(
  normalization: Normalization | undefined,
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
  return `
MEAN = np.array([${normalization.mean.join(', ')}], np.float32)
STD = np.array([${normalization.deviation.join(', ')}], np.float32)


def normalize(x):
    """Examples${range} as the network takes them. The model does not do it itself."""
${hasSeconds ? OTHER_CHANNELS : ''}    return (x - MEAN) / STD
`;
}

const OTHER_CHANNELS = `    if len(MEAN) not in (1, x.shape[-1]):
        return x  # A second image of other channels enters as it is.
`;

function importsFor(inputShape: readonly number[]): string {
  return `import gzip
import json
from pathlib import Path

${inputShape.length === 3 ? 'import keras\n' : ''}import numpy as np${isImageShape(inputShape) ? '\nfrom PIL import Image, ImageOps' : ''}`;
}

/** Reading of data sets, and what is made of what they store. */
function loadingSource(network: NetworkToExport, training: ExportedTraining): string {
  const inputShape = network.input.shape;
  const text = dataText(training, isImageShape(inputShape)).replace('DATA is', 'The folder is');
  return `

def load_split(folder, split, limit=None):
    """Examples and labels of "train", "validation" or "test": images uint8 [N, height, width, channels], or rows.

    ${text}
    """
    examples, labels = load_arrays(folder, split)
    return examples[:limit], labels[:limit]


${readingSource({ network, training, sizes: 'height, width, channels', framework: 'numpy' })}


def to_unit(examples):
    """Images with values in [0, 1]; rows of numbers are as they are stored."""
    scale = np.float32(1 / 255) if examples.dtype == np.uint8 else np.float32(1)
    return examples.astype(np.float32) * scale


${inputShape.length === 3 ? MAPS : VECTORS}
${training.labels === 'image' ? TARGETS : ''}

${ORDER_SOURCE}
`;
}

const MAPS = `def to_input(x):
    """Images in the network's size, gray or in color as it takes them."""
    height, width, channels = INPUT_SHAPE
    if x.ndim == 2:
        return x.reshape(-1, height, width, channels)
    if x.shape[3] == 1 and channels == 3:
        x = np.repeat(x, 3, axis=3)
    elif x.shape[3] == 3 and channels == 1:
        x = (x * np.array([0.299, 0.587, 0.114], np.float32)).sum(3, keepdims=True)
    if x.shape[1:3] != (height, width):
        x = np.asarray(keras.ops.image.resize(x, (height, width), interpolation="bilinear"))
    return x`;

const TARGETS = `

def to_target(x, scale):
    """Second images as the network makes them: \`scale\` times as high and wide as its input."""
    size = (scale * INPUT_SHAPE[0], scale * INPUT_SHAPE[1])
    return x if x.shape[1:3] == size else np.asarray(keras.ops.image.resize(x, size, interpolation="bilinear"))
`;

const VECTORS = `def to_input(x):
    """Examples in the network's shape; images pixel by pixel."""
    return x.reshape(-1, *INPUT_SHAPE)`;
