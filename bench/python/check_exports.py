"""Runs exported PyTorch projects: one folder a line on standard input, one JSON object a line on standard output."""

import importlib
import re
import sys

import torch
from safetensors.torch import load_file

from answer_lines import answer_lines
from compare_outputs import compare, input_names, joined, output_names


def check(folder):
    sys.path.insert(0, str(folder))
    try:
        for name in ("model", "data"):
            sys.modules.pop(name, None)
        importlib.invalidate_caches()
        source = (folder / "check.py").read_text()
        class_name = re.search(r"^from model import (\w+)$", source, re.M).group(1)
        parameters = int(re.search(r"^PARAMETERS = (\d+)$", source, re.M).group(1))
        model = getattr(importlib.import_module("model"), class_name)()
        data = importlib.import_module("data")
    finally:
        sys.path.remove(str(folder))
    model.load_state_dict(load_file(folder / "weights.safetensors"))
    model.eval()
    sample = load_file(folder / "sample.safetensors")
    with torch.no_grad():
        inputs = [data.normalize(sample[name]) for name in input_names(folder)]
        if "numbers" in sample:
            inputs.append(data.standardize(sample["numbers"]))
        # In parts: maps of large networks take hundreds of megabytes each.
        parts = zip(*(one.split(4) for one in inputs))
        found = joined([model(*part) for part in parts])
    expected = [sample[name].numpy() for name in output_names(folder)]
    count = sum(p.numel() for p in model.parameters())
    return {**compare(found, expected, 1), "parametersEqual": count == parameters}


if __name__ == "__main__":
    torch.set_num_threads(2)
    answer_lines(check)
