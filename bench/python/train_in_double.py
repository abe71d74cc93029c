"""Runs an exported train.py in double precision: `train_in_double.py FOLDER/train.py OPTIONS …`."""

import runpy
import sys
from pathlib import Path

import safetensors.torch
import torch

script = Path(sys.argv[1])
sys.path.insert(0, str(script.parent))
import data

torch.set_default_dtype(torch.float64)
load_file, to_unit = safetensors.torch.load_file, data.to_unit
safetensors.torch.load_file = lambda path: {name: value.double() for name, value in load_file(path).items()}
data.to_unit = lambda images: to_unit(images).double()
sys.argv = sys.argv[1:]
runpy.run_path(str(script), run_name="__main__")
