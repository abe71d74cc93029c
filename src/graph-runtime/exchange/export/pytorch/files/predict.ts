import type { ProjectFacts } from '../project-facts';

/** What turns scores into probabilities, by the loss that the network was trained with; absent: they are none. */
const PROBABILITIES: Readonly<Record<string, string>> = {
  crossEntropy: 'torch.softmax(scores, dim=0)',
  binaryCrossEntropy: 'torch.sigmoid(scores)',
};

/** `predict.py`: the network's answer to an image file; null where it takes no image, or answers with one. */
export function predictSource({ network, className }: ProjectFacts): string | null {
  const { input, output } = network;
  const [, , channels] = input.shape;
  const loss = `${output.parameters.loss}`;
  const probabilities = Object.hasOwn(PROBABILITIES, loss) ? PROBABILITIES[loss] : undefined;
  if (output.output.shape.length !== 1 || (channels !== 1 && channels !== 3)) return null;
  const isSecondOfTwo = loss === 'binaryCrossEntropy' && output.output.shape[0] === 1;
  return `"""The network's answer to an image file: python predict.py photo.jpg"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors.torch import load_file

from data import CLASS_NAMES, INPUT_SHAPE, normalize
from model import ${className}

HERE = Path(__file__).parent


def read_image(path):
    """The image in the network's size, [1, channels, height, width] with values in [0, 1]."""
    _, height, width = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((width, height), Image.Resampling.BILINEAR)
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32) / 255)
    return pixels${channels === 1 ? '.unsqueeze(0)' : '.permute(2, 0, 1)'}.unsqueeze(0)


def predict(path):
    model = ${className}()
    model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.eval()
    with torch.no_grad():
        scores = model(normalize(read_image(path)))[0]
    values = ${probabilities ?? 'scores'}
${isSecondOfTwo ? '    values = torch.cat([1 - values, values])  # one score stands for two classes\n' : ''}    for index in values.argsort(descending=True)[:5].tolist():
        name = CLASS_NAMES[index] if CLASS_NAMES else f"score {index}"
        print(f"{values[index]:8.4f}  {name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python predict.py IMAGE")
    predict(sys.argv[1])
`;
}
