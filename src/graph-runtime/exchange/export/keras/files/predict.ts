import { numbersSource, predictionOf, printing } from '../../python/prediction';
import { predictArguments } from '../../python/predict-arguments';
import { learnedOutputs } from '../../python/training/trained-outputs';
import type { KerasFacts } from '../project-facts';

const PROBABILITIES = { softmax: 'keras.ops.softmax(scores)', sigmoid: 'keras.ops.sigmoid(scores)' } as const;

/** `predict.py`: the network's answer to an image file; null where it takes no image, or answers with one. */
export function predictSource({ network, facts, training, numbers }: KerasFacts): string | null {
  const { input } = network;
  const [, , channels] = input.shape;
  const known = training ?? learnedOutputs(network, facts.target) ?? learnedOutputs(network, undefined);
  const [main, second] = known?.outputs.filter(({ isAuxiliary }) => !isAuxiliary) ?? [];
  const prediction = main === undefined || second !== undefined ? null : predictionOf(main);
  if (prediction === null || (channels !== 1 && channels !== 3)) return null;
  const { probabilities, isSecondOfTwo } = prediction;
  const asked = predictArguments(numbers);
  const image = 'normalize(read_image(path))';
  return `"""The network's answer to an image file: python predict.py ${asked.example}"""

import sys
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

from data import ${prediction.numbers === null ? 'CLASS_NAMES, ' : ''}INPUT_SHAPE, ${asked.names}normalize${asked.function}

HERE = Path(__file__).parent
${numbersSource(prediction)}

${readImageSource(channels)}

def predict(path${asked.parameter}):
    model = keras.saving.load_model(HERE / "model.keras")
    scores = model.predict(${numbers === null ? image : `[${image}, standardize([numbers])]`}, verbose=0)
    values = np.asarray(${probabilities === null ? 'scores' : PROBABILITIES[probabilities]})[0]
${isSecondOfTwo ? '    values = np.concatenate([1 - values, values])  # one score stands for two classes\n' : ''}${printing(prediction, 'np.argsort(-values)[:5]')}

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
