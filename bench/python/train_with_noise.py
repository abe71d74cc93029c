"""Runs an exported train.py with given noise: `train_with_noise.py NOISE FOLDER/train.py OPTIONS …`. NOISE: a list for each step, as JSON."""

import json
import runpy
import sys
from pathlib import Path

import torch

noise = json.loads(Path(sys.argv[1]).read_text())
script = Path(sys.argv[2])
sys.path.insert(0, str(script.parent))
steps = iter(noise)


def drawn(like):
    """The next step's numbers; the last batch may be a smaller one."""
    values = torch.tensor(next(steps), dtype=like.dtype)
    return values[: like.numel()].reshape(like.shape)


torch.randn_like = drawn
sys.argv = sys.argv[2:]
runpy.run_path(str(script), run_name="__main__")
