"""
Makes `signatures.json`: the arguments of every class that layers name in their Keras and PyTorch code. In the folder of the file,
`python3 -m generate.signatures` writes it and `--check` compares. Needs `pip install keras torch tensorflow-cpu`; the versions are recorded.

A layer that uses a further class needs a line in CLASSES. Types come from the annotations (PyTorch), from the words of the documentation
of each argument (Keras has no annotations) and from the default.
"""

import inspect
import json
import os
import re
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import tensorflow as tf
import torch
from torch import nn

FILE = Path(__file__).resolve().parent.parent / "signatures.json"

CLASSES = """
float keras.Input keras.Sequential keras.initializers.Constant keras.initializers.RandomNormal
keras.initializers.RandomUniform keras.initializers.TruncatedNormal keras.initializers.VarianceScaling keras.layers.Activation keras.layers.Add keras.layers.Average
keras.layers.AveragePooling2D keras.layers.BatchNormalization keras.layers.Concatenate keras.layers.Conv2D keras.layers.Conv2DTranspose
keras.layers.Cropping2D keras.layers.Dense keras.layers.DepthwiseConv2D keras.layers.Dropout keras.layers.ELU keras.layers.Flatten
keras.layers.AveragePooling1D keras.layers.Conv1D keras.layers.Conv1DTranspose keras.layers.Cropping1D keras.layers.GRU keras.layers.LSTM keras.layers.MaxPooling1D keras.layers.GaussianNoise keras.layers.GlobalAveragePooling2D keras.layers.GlobalMaxPooling2D keras.layers.GroupNormalization
keras.layers.Embedding keras.layers.Identity keras.layers.Lambda keras.layers.LayerNormalization keras.layers.LeakyReLU keras.layers.MaxPooling2D
keras.layers.Maximum keras.layers.Minimum keras.layers.Multiply keras.layers.PReLU keras.layers.Permute keras.layers.RMSNormalization
keras.layers.ReLU keras.layers.Rescaling keras.layers.Reshape keras.layers.SeparableConv2D keras.layers.Softmax
keras.layers.SpatialDropout2D keras.layers.Subtract keras.layers.UpSampling2D keras.layers.ZeroPadding2D keras.losses.BinaryCrossentropy
keras.losses.CategoricalCrossentropy keras.losses.Huber keras.losses.MeanAbsoluteError keras.losses.MeanSquaredError
keras.losses.SparseCategoricalCrossentropy keras.ops.celu keras.ops.image.resize keras.ops.max keras.ops.mean keras.ops.sqrt keras.ops.square keras.ops.sum
nn.AdaptiveAvgPool2d nn.AdaptiveMaxPool2d nn.ReflectionPad2d nn.ReplicationPad2d nn.AvgPool2d nn.BCEWithLogitsLoss nn.BatchNorm1d nn.BatchNorm2d nn.CELU nn.ChannelShuffle
nn.ConstantPad2d nn.Conv2d nn.ConvTranspose2d nn.CrossEntropyLoss nn.Dropout nn.Dropout2d nn.ELU nn.Embedding nn.Flatten nn.GELU nn.GLU nn.GroupNorm
nn.Hardsigmoid nn.Hardswish nn.Hardtanh nn.HuberLoss nn.Identity nn.InstanceNorm2d nn.L1Loss nn.LayerNorm nn.LeakyReLU nn.Linear
nn.LocalResponseNorm nn.LogSoftmax nn.MSELoss nn.MaxPool2d nn.Mish nn.PReLU nn.PixelShuffle nn.PixelUnshuffle nn.RMSNorm nn.ReLU nn.ReLU6
nn.SELU nn.Sequential nn.SiLU nn.Sigmoid nn.Softmax nn.Softplus nn.Softsign nn.Tanh nn.Unflatten nn.Upsample nn.ZeroPad2d
tf.nn.depth_to_space tf.nn.local_response_normalization tf.nn.space_to_depth
""".split()

# What neither annotation nor documentation says in words.
TYPES = {
    ("keras.losses.SparseCategoricalCrossentropy", "ignore_class"): ["int"],
    ("nn.BCEWithLogitsLoss", "pos_weight"): ["name"],
    ("keras.Sequential", "layers"): ["list"],
    ("keras.layers.Lambda", "function"): ["function"],
    ("keras.layers.Dropout", "noise_shape"): ["tuple"],
    ("keras.layers.PReLU", "alpha_initializer"): ["call"],
    ("keras.layers.PReLU", "shared_axes"): ["list"],
    ("keras.initializers.Constant", "value"): ["float"],
    **{(f"keras.initializers.{name}", "stddev"): ["int", "float"] for name in ("RandomNormal", "TruncatedNormal")},
    ("keras.initializers.RandomUniform", "minval"): ["int", "float"],
    ("keras.initializers.RandomUniform", "maxval"): ["int", "float"],
    ("keras.initializers.VarianceScaling", "scale"): ["int", "float"],
    ("keras.ops.celu", "x"): ["name"],
    ("keras.ops.image.resize", "images"): ["name"],
    ("keras.ops.image.resize", "size"): ["tuple"],
    ("keras.layers.Permute", "dims"): ["tuple"],
    **{(f"keras.ops.{name}", "x"): ["name", "call"] for name in ("max", "mean", "sqrt", "square", "sum")},
    **{(f"keras.ops.{name}", "axis"): ["int", "tuple"] for name in ("max", "mean", "sum")},
    ("nn.Sequential", "args"): ["call"],
    ("tf.nn.depth_to_space", "input"): ["name"],
    ("tf.nn.depth_to_space", "block_size"): ["int"],
    ("tf.nn.local_response_normalization", "input"): ["name"],
    ("tf.nn.space_to_depth", "input"): ["name"],
    ("tf.nn.space_to_depth", "block_size"): ["int"],
}

WORDS = {
    "int": r"\b(int|ints|integer|integers|SymInt)\b",
    "float": r"\bfloats?\b",
    "bool": r"\b(bool|boolean|whether)\b",
    "str": r"\b(str|string)\b",
    "tuple": r"\b(tuple|tuples)\b",
    "list": r"\blist\b",
}

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_POSITIONAL: "variadic",
}


def types_in(text):
    return [name for name, pattern in WORDS.items() if re.search(pattern, text, re.IGNORECASE)]


def documentation(target, name):
    """What the documentation says of an argument, or ''."""
    text = inspect.getdoc(target) or ""
    found = re.search(rf"^( *){re.escape(name)}\b[^\n:]*: *(.*(?:\n\1 +.*)*)", text, re.MULTILINE)
    return re.sub(r"\s+", " ", found.group(0)) if found else ""


def names_in(module):
    """What a Keras module knows by a text."""
    names = [name for name in dir(module) if name[0].islower() and callable(getattr(module, name))]
    return [name for name in names if name not in ("get", "serialize", "deserialize")]


def argument(path, target, parameter):
    kind = KINDS[parameter.kind]
    words = documentation(target, parameter.name)
    annotation = "" if parameter.annotation is inspect.Parameter.empty else str(parameter.annotation)
    # Keras annotates nothing. The first sentence says what it is, mostly; later ones say what follows from it.
    first = annotation or re.split(r"\. |, spec", words)[0]
    types = list(TYPES.get((path, parameter.name), types_in(first) or types_in(words)))
    values = None
    if (path, parameter.name) in TYPES:
        pass
    elif parameter.name.endswith("_initializer"):
        types, values = ["str", "call"], "initializers"
    elif parameter.name == "activation":
        types, values = ["str"], "activations"
    elif "str" in types:
        values = sorted(set(re.findall(r"[\"']([a-z_]+)[\"']", words))) or None
    if parameter.default not in (inspect.Parameter.empty, None):
        by_default = type(parameter.default).__name__
        if by_default not in types and by_default in WORDS:
            types.append(by_default)
    described = {"name": parameter.name}
    if kind != "positional":
        described["kind"] = kind
    if types:
        described["types"] = types
    if values:
        described["values"] = values
    if parameter.default is not inspect.Parameter.empty:
        described["default"] = repr(parameter.default)
    return described


def signature(path):
    target = eval(path, {"keras": keras, "nn": nn, "tf": tf})
    if path == "float":
        return [{"name": "x", "types": ["str", "int", "float"], "default": "0"}]
    is_hidden = "args" in inspect.signature(target).parameters and path.startswith("keras.")
    parameters = inspect.signature(target.__init__ if is_hidden else target).parameters.values()
    return [
        argument(path, target, parameter)
        for parameter in parameters
        if parameter.name != "self" and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]


made = {
    "versions": {"keras": keras.__version__, "torch": torch.__version__, "tensorflow": tf.__version__},
    "values": {"activations": names_in(keras.activations), "initializers": names_in(keras.initializers)},
    "classes": {path: signature(path) for path in sorted(CLASSES)},
}
if "--check" in sys.argv[1:]:
    recorded = json.loads(FILE.read_text())
    changed = [path for path in CLASSES if made["classes"][path] != recorded["classes"].get(path)]
    print(f"{len(CLASSES)} classes, {len(changed)} changed {' '.join(changed)}")
    sys.exit(1 if changed else 0)
FILE.write_text(json.dumps(made, indent=1) + "\n")
print(f"{len(CLASSES)} classes written")
