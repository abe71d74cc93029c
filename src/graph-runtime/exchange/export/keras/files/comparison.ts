import { comparisonOf } from '../../python/comparison';
import type { KerasFacts } from '../project-facts';
import { readImageSource } from './predict';

/** `predict.py` of a network that compares images: what it says of some image files; null where it does not. */
export function comparisonSource({ network }: KerasFacts): string | null {
  const comparison = comparisonOf(network);
  if (comparison === null) return null;
  const [, , channels = 1] = network.input.shape;
  const score = comparison.isProbability ? 'keras.ops.sigmoid(scores)' : 'scores';
  return `"""What the network says of image files: python predict.py ${comparison.arguments.join(' ')}"""

import sys
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

from data import INPUT_SHAPE, normalize

HERE = Path(__file__).parent


${readImageSource(channels)}

def predict(paths):
    model = keras.saving.load_model(HERE / "model.keras")
    scores = model.predict([normalize(read_image(path)) for path in paths], verbose=0)
    scores = np.asarray(${score})[0].tolist()
${comparison.printing}

if __name__ == "__main__":
    if len(sys.argv) != ${comparison.arguments.length + 1}:
        sys.exit("Usage: python predict.py ${comparison.arguments.join(' ')}")
    predict(sys.argv[1:])
`;
}
