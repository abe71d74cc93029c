import { comparisonOf } from '../../python/comparison';
import type { ProjectFacts } from '../project-facts';
import { readImageSource } from './predict';

/** `predict.py` of a network that compares images: what it says of some image files; null where it does not. */
export function comparisonSource({ network, className }: ProjectFacts): string | null {
  const comparison = comparisonOf(network);
  if (comparison === null) return null;
  const [, , channels = 1] = network.input.shape;
  const score = comparison.isProbability ? 'torch.sigmoid(model(*images)[0])' : 'model(*images)[0]';
  return `"""What the network says of image files: python predict.py ${comparison.arguments.join(' ')}"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors.torch import load_file

from data import INPUT_SHAPE, normalize
from model import ${className}

HERE = Path(__file__).parent


${readImageSource(channels)}

def predict(paths):
    model = ${className}()
    model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.eval()
    images = [normalize(read_image(path)) for path in paths]
    with torch.no_grad():
        scores = ${score}.tolist()
${comparison.printing}

if __name__ == "__main__":
    if len(sys.argv) != ${comparison.arguments.length + 1}:
        sys.exit("Usage: python predict.py ${comparison.arguments.join(' ')}")
    predict(sys.argv[1:])
`;
}
