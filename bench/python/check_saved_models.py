"""Loads exported SavedModels: one folder a line on standard input, one JSON object a line on standard output.

Small ones are converted for LiteRT, too, by the to_litert.py that was exported with them.
"""

import importlib.util
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

from answer_lines import answer_lines

# Conversion takes seconds for each network, and several times its size in memory.
LARGEST_FOR_LITERT = int(os.environ.get("NETLOOM_BENCH_LITERT_BYTES", "0"))


def check(folder):
    sample = np.load(folder / "sample.npz")
    expected = sample["scores"]
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    parts = np.array_split(sample["inputs"], -(-len(expected) // 4))
    scores = np.concatenate([signature(input=tf.constant(part))["scores"].numpy() for part in parts])
    if scores.shape != expected.shape:
        raise ValueError(f"{scores.shape} instead of {expected.shape}")
    known = np.isfinite(expected)
    largest = np.abs(expected[known]).max() if known.any() else 1.0
    error = np.abs(scores - expected)[known].max() / max(largest, 1e-30) if known.any() else 0.0
    if (folder / "saved_model.pb").stat().st_size < LARGEST_FOR_LITERT:
        spec = importlib.util.spec_from_file_location("to_litert", folder / "to_litert.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        error = max(error, module.difference(module.convert()))
    return {
        "error": float(error),
        "same": int((scores.argmax(1) == expected.argmax(1)).sum()),
        "count": int(expected.argmax(1).size),
        "parametersEqual": True,
    }


if __name__ == "__main__":
    answer_lines(check)
