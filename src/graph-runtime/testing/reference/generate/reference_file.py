"""Reads and writes a pair of reference files: NAME.json (the cases) and NAME.safetensors (their numbers)."""

import copy
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

FOLDER = Path(__file__).resolve().parent.parent


class ReferenceFile:
    """The cases of one pair of files; numbers by `CASE/TENSOR`. What a case already holds can be read, and is written again."""

    def __init__(self, name):
        self.name = name
        self.description = json.loads((FOLDER / f"{name}.json").read_text())
        self.cases = self.description["cases"]
        self.known_cases = copy.deepcopy(self.cases)
        self.known = load_file(FOLDER / f"{name}.safetensors")
        self.tensors = {}

    def given(self, key, make):
        """An input of a case: the one on file, so that cases keep their numbers, or a new one from `make()`."""
        value = self.known[key] if key in self.known else make().contiguous()
        self.tensors[key] = value
        return value.clone()

    def result(self, key, value):
        self.tensors[key] = value.detach().clone().contiguous()

    def settle(self, tolerance):
        """Keeps the results on file that differ by rounding only: it is another on each processor, and files of numbers have no small diff."""
        for key, value in self.tensors.items():
            before = self.known.get(key)
            if before is None or before.shape != value.shape or not value.is_floating_point():
                continue
            spread = before.square().mean().sqrt().item() or 1.0
            if (value - before).abs().max().item() <= tolerance * spread:
                self.tensors[key] = before

    def largest_change(self):
        """The largest difference from the file, relative to the spread of each tensor, and where it is."""
        changes = []
        for key, value in self.tensors.items():
            before = self.known.get(key)
            if before is None or not value.is_floating_point():
                continue
            spread = before.square().mean().sqrt().item() or 1.0
            changes.append(((value - before).abs().max().item() / spread, key))
        return max(changes, default=(0.0, ""))

    def write(self):
        source = f"PyTorch {torch.__version__}"
        self.description["source"] = source
        (FOLDER / f"{self.name}.json").write_text(json.dumps(self.description, indent=2) + "\n")
        save_file(self.tensors, FOLDER / f"{self.name}.safetensors", {"source": source})
