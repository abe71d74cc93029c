"""Loads exported SavedModels: one folder a line on standard input, one JSON object a line on standard output.

Small ones are converted for LiteRT, too, by the to_litert.py that was exported with them.
"""

import importlib.util
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

from answer_lines import answer_lines
from compare_outputs import compare, joined, output_names

# Conversion takes seconds for each network, and several times its size in memory.
LARGEST_FOR_LITERT = int(os.environ.get("NETLOOM_BENCH_LITERT_BYTES", "0"))


def check(folder):
    sample = np.load(folder / "sample.npz")
    names = output_names(folder)
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    entering = {"input": sample["inputs"], **({"numbers": sample["numbers"]} if "numbers" in sample else {})}
    starts = range(0, len(sample["inputs"]), 4)
    answers = [signature(**{name: tf.constant(all[at : at + 4]) for name, all in entering.items()}) for at in starts]
    result = compare(joined([[one[name] for name in names] for one in answers]), [sample[name] for name in names], -1)
    converts = (folder / "to_litert.py").exists()
    if converts and (folder / "saved_model.pb").stat().st_size < LARGEST_FOR_LITERT:
        spec = importlib.util.spec_from_file_location("to_litert", folder / "to_litert.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        result["error"] = max(result["error"], float(module.difference(module.convert())))
    return {**result, "parametersEqual": True}


if __name__ == "__main__":
    answer_lines(check)
