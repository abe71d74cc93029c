import type { KerasFacts } from '../project-facts';

/** Largest difference of a score, as a share of the largest, that float32 in another order of sums may make. */
const TOLERANCE = '2e-5';

/** `check.py`: proves on the user's machine that file and source compute what Netloom does. */
export function checkSource({ parameterCount, inputs, numbers, outputs }: KerasFacts): string {
  const image = 'normalize(sample["inputs"])';
  const entering = numbers === null ? image : `[${image}, standardize(sample["numbers"])]`;
  const beside = numbers === null ? '' : ' + [standardize(sample["numbers"])]';
  return `"""Proves that model.keras and model.py compute what Netloom does: python check.py"""

import sys
from pathlib import Path

import keras
import numpy as np

from data import normalize${numbers === null ? '' : ', standardize'}
from model import build_model

HERE = Path(__file__).parent
PARAMETERS = ${parameterCount}
TOLERANCE = ${TOLERANCE}  # of the largest score
${inputs.length === 1 ? '' : `INPUTS = [${inputs.map((name) => `"${name}"`).join(', ')}]\n`}OUTPUTS = [${outputs.map((name) => `"${name}"`).join(', ')}]


def is_equal(what, model):
    sample = np.load(HERE / "sample.npz")
    found = model.predict(${inputs.length === 1 ? entering : `[normalize(sample[name]) for name in INPUTS]${beside}`}, verbose=0)
    parameters = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    print(f"{what}: {parameters:,} parameters")
    result = parameters == PARAMETERS
    for name, scores in zip(OUTPUTS, found if isinstance(found, list) else [found]):
        expected = sample[name]
        error = float(np.abs(scores - expected).max() / max(np.abs(expected).max(), 1e-30))
        same = int((scores.argmax(1) == expected.argmax(1)).sum())
        print(f"  {name}: largest difference {error:.1e} of the largest score,")
        print(f"  same largest score {same} of {expected.argmax(1).size}")
        result = result and error <= TOLERANCE
    return result


def check():
    built = build_model()
    built.load_weights(HERE / "model.keras")
    loaded = keras.saving.load_model(HERE / "model.keras")
    result = is_equal("model.keras", loaded) and is_equal("model.py", built)
    print("Equal to Netloom." if result else "NOT equal to Netloom.")
    return result


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
`;
}
