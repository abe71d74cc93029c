"""Runs an exported train.py with given mixing: `train_with_mixing.py STEPS FOLDER/train.py OPTIONS …`. STEPS: a share and what is an image's own, as JSON."""

import json
import re
import sys
from pathlib import Path

import numpy as np

steps = iter(json.loads(Path(sys.argv[1]).read_text()))
script = Path(sys.argv[2])
sys.path.insert(0, str(script.parent))
source = script.read_text()
is_keras = "import keras" in source
begin = 'if __name__ == "__main__":'
assert "def mix(x" in source and begin in source


def given_mix(x, *more):
    """What `mix` returns, by the numbers of the step."""
    step = next(steps)
    height, width = x.shape[1:3] if is_keras else x.shape[2:]
    own = np.array(step["own"], np.float32)
    if is_keras:
        own = own.reshape(height, width, 1)
        x = own * x + (1 - own) * np.roll(x, 1, axis=0)
    else:
        import torch

        own = torch.from_numpy(own.reshape(1, 1, height, width)).to(x.device)
        x = own * x + (1 - own) * x.roll(1, 0)
    numbers = re.search(r"y\[:, (\d+):(\d+)\] = share", source)
    if "def mix(x, y" not in source:
        return x, step["share"]
    y = more[0]
    if numbers is not None and not set(np.ravel(step["own"]).tolist()) <= {0, 1}:
        # Mixup blends the numbers beside the examples as it blends the pixels.
        places = slice(*map(int, numbers.groups()))
        share, before = step["share"], np.roll(y, 1, axis=0) if is_keras else y.roll(1, 0)
        y = y.copy() if is_keras else y.clone()
        y[:, places] = share * y[:, places] + (1 - share) * before[:, places]
    return x, y, step["share"]


sys.argv = sys.argv[2:]
code = compile(source.replace(begin, f"mix = given_mix\n\n\n{begin}"), str(script), "exec")
exec(code, {"__name__": "__main__", "__file__": str(script), "given_mix": given_mix})
