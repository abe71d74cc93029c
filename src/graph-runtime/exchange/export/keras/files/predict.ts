import { type PredictDialect, predictionSource } from '../../python/predicting';
import { predictArguments } from '../../python/predict-arguments';
import type { KerasFacts } from '../project-facts';

const DIALECT: PredictDialect = {
  softmax: 'np.asarray(keras.ops.softmax(scores))',
  sigmoid: 'np.asarray(keras.ops.sigmoid(scores))',
  plain: 'scores',
  both: 'np.concatenate([1 - values, values])',
  sorted: 'np.argsort(-values)[:5]',
  inNumpy: null,
};

/** `predict.py`: the network's answer to an image file; null where it takes no image, or an answer is of no kind that it can show. */
export function predictSource({ network, facts, training, numbers }: KerasFacts): string | null {
  const { input } = network;
  const [, , channels] = input.shape;
  const prediction = predictionSource(network, facts.target, training, DIALECT);
  if (prediction === null || (channels !== 1 && channels !== 3)) return null;
  const { constants, functions, imports, lines, usesNames, variable } = prediction;
  const asked = predictArguments(numbers);
  const image = 'normalize(read_image(path))';
  return `"""The network's answer to an image file: python predict.py ${asked.example}"""

${imports}
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

from data import ${usesNames ? 'CLASS_NAMES, ' : ''}INPUT_SHAPE, ${asked.names}normalize${asked.function}

HERE = Path(__file__).parent
${constants}

${readImageSource(channels)}

${functions}def predict(path${asked.parameter}):
    model = keras.saving.load_model(HERE / "model.keras")
    ${variable} = model.predict(${numbers === null ? image : `[${image}, standardize([numbers])]`}, verbose=0)${variable === 'scores' ? '[0]' : ''}
${lines}
if __name__ == "__main__":
${asked.call}`;
}

/** Reads an image file as the network takes it. @param channels 1 or 3 */
export function readImageSource(channels: number): string {
  return `def read_image(path):
    """The image in the network's size, [1, height, width, channels] with values in [0, 1]."""
    height, width, channels = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32).reshape(1, height, width, channels) / 255
`;
}
