import { type PredictDialect, predictionSource } from '../../python/predicting';
import { predictArguments, SECONDS_ENTERING } from '../../python/predict-arguments';
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
  const asked = predictArguments(numbers, network);
  const image = `normalize(read_image(path))${network.seconds.length === 0 ? '' : SECONDS_ENTERING}`;
  return `"""The network's answer to an image file: python predict.py ${asked.example}"""

${imports}
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

from data import ${usesNames ? 'CLASS_NAMES, ' : ''}INPUT_SHAPE, ${asked.names}normalize${asked.function}

HERE = Path(__file__).parent
${constants}

${readImageSource(channels, network.seconds.length > 0)}

${functions}def predict(path${asked.parameter}):
    model = keras.saving.load_model(HERE / "model.keras")
    ${variable} = model.predict(${numbers === null ? (network.seconds.length === 0 ? image : `[${image}]`) : `[${image}, standardize([numbers])]`}, verbose=0)${variable === 'scores' ? '[0]' : ''}
${lines}
if __name__ == "__main__":
${asked.call}`;
}

/**
 * Reads an image file as the network takes it.
 *
 * @param channels 1 or 3
 * @param isOfAnyShape whether second images are read, too, each in its own size
 */
export function readImageSource(channels: number, isOfAnyShape = false): string {
  const [parameter, shape, mode] = isOfAnyShape
    ? [', shape=INPUT_SHAPE', 'shape', '"L" if channels == 1 else "RGB"']
    : ['', 'INPUT_SHAPE', channels === 1 ? '"L"' : '"RGB"'];
  return `def read_image(path${parameter}):
    """The image in the ${isOfAnyShape ? 'size of an input' : "network's size"}, [1, height, width, channels] with values in [0, 1]."""
    height, width, channels = ${shape}
    image = ImageOps.exif_transpose(Image.open(path)).convert(${mode})
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32).reshape(1, height, width, channels) / 255
`;
}
