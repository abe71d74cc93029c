import type { ProjectFacts } from '../project-facts';

/** Largest difference of a score, as a share of the largest, that float32 in another order of sums may make. */
const TOLERANCE = '2e-5';

/**
 * `check.py`: proves on the user's machine that the model computes what Netloom does. Where values cancel, as in a network that compares images
 * and is not trained yet, float32 itself is farther from the exact scores than the tolerance: at most four times as far as PyTorch's is equal, too.
 */
export function checkSource({ className, parameterCount, inputs, numbers, outputs }: ProjectFacts): string {
  const beside = numbers === null ? '' : ', standardize(sample["numbers"]).to(dtype)';
  return `"""Proves that the model computes what Netloom does: python check.py"""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

from data import normalize${numbers === null ? '' : ', standardize'}
from model import ${className}

HERE = Path(__file__).parent
PARAMETERS = ${parameterCount}
TOLERANCE = ${TOLERANCE}  # of the largest score
${inputs.length === 1 ? '' : `INPUTS = [${inputs.map((name) => `"${name}"`).join(', ')}]\n`}OUTPUTS = [${outputs.map((name) => `"${name}"`).join(', ')}]


def distance(scores, expected):
    """The largest difference, as a share of the largest score."""
    return float((scores - expected).abs().max() / expected.abs().max().clamp_min(1e-30))


def run(model, sample, dtype):
    with torch.no_grad():
        found = model.to(dtype)(${inputs.length === 1 ? `normalize(sample["inputs"].to(dtype))${beside}` : `*(normalize(sample[name].to(dtype)) for name in INPUTS)${beside}`})
    return found if isinstance(found, tuple) else (found,)


def check():
    model = ${className}()
    model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.eval()
    sample = load_file(HERE / "sample.safetensors")
    found = run(model, sample, torch.float32)
    parameters = sum(p.numel() for p in model.parameters())
    print(f"parameters: {parameters:,}")
    is_equal = parameters == PARAMETERS
    for at, (name, scores) in enumerate(zip(OUTPUTS, found)):
        expected = sample[name]
        error = distance(scores, expected)
        same = int((scores.argmax(1) == expected.argmax(1)).sum())
        print(f"{name}: largest difference {error:.1e} of the largest score,")
        print(f"  same largest score {same} of {expected.argmax(1).numel()}")
        if error > TOLERANCE:
            # Where values cancel, float32 itself is that far from exact: both may be.
            exact = run(model, sample, torch.float64)[at]
            limit = max(TOLERANCE, 4 * distance(scores, exact))
            error = distance(expected, exact)
            print(f"  from float64: Netloom {error:.1e}, at most {limit:.1e}")
            is_equal = is_equal and error <= limit
    print("Equal to Netloom." if is_equal else "NOT equal to Netloom.")
    return is_equal


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
`;
}
