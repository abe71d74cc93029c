"""Runs exported Keras projects: one folder a line on standard input, one JSON object a line on standard output."""

import importlib
import os
import re
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from answer_lines import answer_lines
from compare_outputs import compare, input_names, joined, output_names


def check(folder):
    keras.backend.clear_session()
    sys.path.insert(0, str(folder))
    try:
        for name in ("model", "data"):
            sys.modules.pop(name, None)
        importlib.invalidate_caches()
        built = importlib.import_module("model").build_model()
        data = importlib.import_module("data")
    finally:
        sys.path.remove(str(folder))
    loaded = keras.saving.load_model(folder / "model.keras")
    built.load_weights(folder / "model.keras")
    source = (folder / "check.py").read_text()
    parameters = int(re.search(r"^PARAMETERS = (\d+)$", source, re.M).group(1))
    sample = np.load(folder / "sample.npz")
    expected = [sample[name] for name in output_names(folder)]
    answers = []
    for model in (loaded, built):
        # In parts: maps of large networks take hundreds of megabytes each.
        inputs = [data.normalize(sample[name]) for name in input_names(folder)]
        if "numbers" in sample:
            inputs.append(data.standardize(sample["numbers"]))
        parts = zip(*(np.array_split(one, -(-len(one) // 4)) for one in inputs))
        found = joined([model(list(part) if len(part) > 1 else part[0]) for part in parts])
        answers.append(compare(found, expected, -1))
    same_names = [layer.name for layer in loaded.layers] == [layer.name for layer in built.layers]
    count = sum(int(np.prod(weight.shape)) for weight in loaded.trainable_weights)
    worst = max(answers, key=lambda answer: answer["error"])
    return {**worst, "parametersEqual": same_names and count == parameters}


if __name__ == "__main__":
    answer_lines(check)
