import { type PredictDialect, predictionSource } from '../../python/predicting';
import { predictArguments, SECONDS_ENTERING } from '../../python/predict-arguments';
import type { ProjectFacts } from '../project-facts';

const DIALECT: PredictDialect = {
  softmax: 'torch.softmax(scores, dim=0)',
  sigmoid: 'torch.sigmoid(scores)',
  plain: 'scores',
  both: 'torch.cat([1 - values, values])',
  sorted: 'values.argsort(descending=True)[:5].tolist()',
  inNumpy: 'scores.movedim(0, -1).numpy()',
};

/** `predict.py`: the network's answer to an image file; null where it takes no image, or an answer is of no kind that it can show. */
export function predictSource({ network, facts, className, training, numbers }: ProjectFacts): string | null {
  const { input } = network;
  const [, , channels] = input.shape;
  const prediction = predictionSource(network, facts.target, training, DIALECT);
  if (prediction === null || (channels !== 1 && channels !== 3)) return null;
  const { constants, functions, imports, lines, usesNames, variable } = prediction;
  const asked = predictArguments(numbers, network);
  return `"""The network's answer to an image file: python predict.py ${asked.example}"""

${imports}
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors.torch import load_file

from data import ${usesNames ? 'CLASS_NAMES, ' : ''}INPUT_SHAPE, ${asked.names}normalize${asked.function}
from model import ${className}

HERE = Path(__file__).parent
${constants}

${readImageSource(channels, network.seconds.length > 0)}

${functions}def predict(path${asked.parameter}):
    model = ${className}()
    model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.eval()
    with torch.no_grad():
        ${variable} = model(normalize(read_image(path))${network.seconds.length === 0 ? '' : SECONDS_ENTERING}${numbers === null ? '' : ', standardize(torch.tensor([numbers]))'})${variable === 'scores' ? '[0]' : ''}
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
  if (isOfAnyShape) return ANY_IMAGE;
  return `def read_image(path):
    """The image in the network's size, [1, channels, height, width] with values in [0, 1]."""
    _, height, width = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32) / 255)
    return pixels${channels === 1 ? '.unsqueeze(0)' : '.permute(2, 0, 1)'}.unsqueeze(0)
`;
}

const ANY_IMAGE = `def read_image(path, shape=INPUT_SHAPE):
    """The image in the size of an input, [1, channels, height, width] with values in [0, 1]."""
    channels, height, width = shape
    image = ImageOps.exif_transpose(Image.open(path)).convert("L" if channels == 1 else "RGB")
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32) / 255)
    return pixels.reshape(1, height, width, channels).permute(0, 3, 1, 2)
`;
