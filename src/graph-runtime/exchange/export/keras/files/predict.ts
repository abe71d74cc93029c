import type { KerasFacts } from '../project-facts';

/** What turns scores into probabilities, by the loss that the network was trained with; absent: they are none. */
const PROBABILITIES: Readonly<Record<string, string>> = {
  crossEntropy: 'keras.ops.softmax(scores)',
  binaryCrossEntropy: 'keras.ops.sigmoid(scores)',
};

/** `predict.py`: the network's answer to an image file; null where it takes no image, or answers with one. */
export function predictSource({ network }: KerasFacts): string | null {
  const { input, output } = network;
  const [, , channels] = input.shape;
  const loss = `${output.parameters.loss}`;
  const probabilities = Object.hasOwn(PROBABILITIES, loss) ? PROBABILITIES[loss] : undefined;
  if (output.output.shape.length !== 1 || (channels !== 1 && channels !== 3)) return null;
  const isSecondOfTwo = loss === 'binaryCrossEntropy' && output.output.shape[0] === 1;
  return `"""The network's answer to an image file: python predict.py photo.jpg"""

import sys
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

from data import CLASS_NAMES, INPUT_SHAPE, normalize

HERE = Path(__file__).parent


def read_image(path):
    """The image in the network's size, [1, height, width, channels] with values in [0, 1]."""
    height, width, channels = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32).reshape(1, height, width, channels) / 255


def predict(path):
    model = keras.saving.load_model(HERE / "model.keras")
    scores = model.predict(normalize(read_image(path)), verbose=0)
    values = np.asarray(${probabilities ?? 'scores'})[0]
${isSecondOfTwo ? '    values = np.concatenate([1 - values, values])  # one score stands for two classes\n' : ''}    for index in np.argsort(-values)[:5]:
        name = CLASS_NAMES[index] if CLASS_NAMES else f"score {index}"
        print(f"{values[index]:8.4f}  {name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python predict.py IMAGE")
    predict(sys.argv[1])
`;
}
