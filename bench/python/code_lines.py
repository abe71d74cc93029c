"""
Executes lines of Keras and PyTorch code with the real classes, and compares output shapes, parameter counts and values with those in the
cases on standard input (code-lines.ts makes them). Fails with every kind of difference, and one example of each.
"""

import json
import os
import re
import sys
import warnings
from collections import Counter, defaultdict

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import keras
import numpy as np
import tensorflow as tf
import torch
from torch import nn

NAMES = {"keras": keras, "nn": nn, "tf": tf}
TOLERANCE = 2e-3
warnings.filterwarnings("ignore", category=UserWarning)


def array(tensor):
    return np.array(tensor["values"], "float32").reshape(tensor["shape"])


def compare(what, mine, theirs):
    if tuple(mine) != tuple(theirs):
        raise AssertionError(f"{what}: {tuple(mine)} here, {tuple(theirs)} there")


def compare_values(case, theirs):
    ours = np.array(case["output"], "float32").reshape(theirs.shape)
    theirs = np.asarray(theirs)
    if case["layer"] in ("flatten", "reshape"):
        # The same numbers, in the order of each library's layout.
        ours, theirs = np.sort(ours.ravel()), np.sort(theirs.ravel())
    # Where float32 overflows, libraries differ in what is left.
    both = np.isfinite(ours) & np.isfinite(theirs)
    difference = np.max(np.abs(ours - theirs)[both] / (1 + np.abs(ours[both])), initial=0)
    if not difference <= TOLERANCE:
        raise AssertionError(f"values differ by {difference:.2g}")


def targets(case, scores, is_sparse):
    labels = np.array(case["labels"])
    if is_sparse:
        return labels
    return np.eye(scores.shape[1], dtype="float32")[labels] if scores.shape[1] > 1 else labels.reshape(-1, 1).astype("float32")


def run_keras(case):
    made = eval(case["line"], NAMES)
    inputs = [array(tensor) for tensor in case["inputs"]]
    if not inputs:
        return compare("shape", case["shape"], made.shape[1:])
    if isinstance(made, keras.losses.Loss):
        return compare_values(case, np.array(float(made(targets(case, inputs[0], "Sparse" in case["line"]), inputs[0]))))
    made(inputs if len(inputs) > 1 else inputs[0])
    compare("trainable parameters", [case["trainable"]], [sum(int(np.prod(w.shape)) for w in made.trainable_weights)])
    made.set_weights([array(tensor) for tensor in case["weights"]])
    output = np.asarray(made(inputs if len(inputs) > 1 else inputs[0]))
    compare("shape", case["shape"], output.shape[1:])
    compare_values(case, output)


def set_torch_weights(module, weights):
    """Ours, by name, into the modules that have weights, in order; ours have channels last."""
    left = {tensor["name"]: array(tensor) for tensor in weights}
    modules = [m for m in module.modules() if any(True for _ in m.parameters(recurse=False)) or hasattr(m, "running_mean")]
    for one in modules:
        if isinstance(one, nn.Conv2d):
            kernel = left.pop(next(name for name in left if name.lower().endswith("kernel")))
            shape = tuple(one.weight.shape)
            ordered = kernel.transpose(3, 2, 0, 1)
            if ordered.shape != shape:
                ordered = kernel.transpose(2, 3, 0, 1).reshape(shape)
            one.weight.data = torch.tensor(ordered.copy())
        elif isinstance(one, nn.Linear):
            one.weight.data = torch.tensor(left.pop("kernel").T.copy())
        elif getattr(one, "weight", None) is not None:
            one.weight.data = torch.tensor(left.pop("gamma"))
        if getattr(one, "bias", None) is not None:
            one.bias.data = torch.tensor(left.pop("bias" if "bias" in left else "beta"))
        if getattr(one, "running_mean", None) is not None:
            one.running_mean.data = torch.tensor(left.pop("movingMean"))
            one.running_var.data = torch.tensor(left.pop("movingVariance"))
    if left:
        raise AssertionError(f"has no place for {', '.join(left)}")


def channels_first(x):
    return x.permute(0, 3, 1, 2) if x.ndim == 4 else x


def run_pytorch(case):
    made = eval(case["line"], NAMES)
    inputs = [channels_first(torch.tensor(array(tensor))) for tensor in case["inputs"]]
    if isinstance(made, nn.modules.loss._Loss):
        is_sparse = isinstance(made, nn.CrossEntropyLoss)
        target = torch.tensor(targets(case, inputs[0], is_sparse))
        return compare_values(case, np.array(made(inputs[0], target).item()))
    made.eval()
    compare("trainable parameters", [case["trainable"]], [sum(p.numel() for p in made.parameters())])
    set_torch_weights(made, case["weights"])
    with torch.no_grad():
        output = made(*inputs)
    output = (output.permute(0, 2, 3, 1) if output.ndim == 4 else output).numpy()
    compare("shape", case["shape"], output.shape[1:])
    compare_values(case, output)


RUN = {"keras": run_keras, "pytorch": run_pytorch}
passed = Counter()
failures = defaultdict(list)
for case in json.load(sys.stdin):
    try:
        RUN[case["framework"]](case)
        passed[case["framework"]] += 1
    except Exception as error:
        kind = re.sub(r"[-\d][\d.e+-]*", "N", f"{type(error).__name__}: {error}".split("\n")[0])[:160]
        failures[(case["layer"], case["framework"], kind)].append((case, str(error).split("\n")[0]))

print(f"Keras {keras.__version__}, TensorFlow {tf.__version__}, PyTorch {torch.__version__}")
for (layer, framework, _), cases in sorted(failures.items()):
    case, message = min(cases, key=lambda pair: len(pair[0]["line"]))
    shapes = " ".join(str(tensor["shape"]) for tensor in case["inputs"])
    print(f"{layer}, {framework}, {len(cases)} lines: {message}\n  {case['line']}  of {shapes} -> {case['shape']}")
failed = sum(len(cases) for cases in failures.values())
print(f"{passed['keras']} lines of Keras and {passed['pytorch']} of PyTorch agree, {failed} differ")
sys.exit(1 if failed else 0)
