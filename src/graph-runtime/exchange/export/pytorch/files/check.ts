import type { ProjectFacts } from '../project-facts';

/** Largest difference of a score, as a share of the largest, that float32 in another order of sums may make. */
const TOLERANCE = '2e-5';

/** `check.py`: proves on the user's machine that the model computes what Netloom does. */
export function checkSource({ className, parameterCount, outputs }: ProjectFacts): string {
  return `"""Proves that the model computes what Netloom does: python check.py"""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

from data import normalize
from model import ${className}

HERE = Path(__file__).parent
PARAMETERS = ${parameterCount}
TOLERANCE = ${TOLERANCE}  # of the largest score
OUTPUTS = [${outputs.map((name) => `"${name}"`).join(', ')}]


def check():
    model = ${className}()
    model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.eval()
    sample = load_file(HERE / "sample.safetensors")
    with torch.no_grad():
        found = model(normalize(sample["inputs"]))
    parameters = sum(p.numel() for p in model.parameters())
    print(f"parameters: {parameters:,}")
    is_equal = parameters == PARAMETERS
    for name, scores in zip(OUTPUTS, found if isinstance(found, tuple) else [found]):
        expected = sample[name]
        error = float((scores - expected).abs().max() / expected.abs().max().clamp_min(1e-30))
        same = int((scores.argmax(1) == expected.argmax(1)).sum())
        print(f"{name}: largest difference {error:.1e} of the largest score,")
        print(f"  same largest score {same} of {expected.argmax(1).numel()}")
        is_equal = is_equal and error <= TOLERANCE
    print("Equal to Netloom." if is_equal else "NOT equal to Netloom.")
    return is_equal


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
`;
}
