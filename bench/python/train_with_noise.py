"""Runs an exported train.py with given noise: `train_with_noise.py NOISE FOLDER/train.py OPTIONS …`. NOISE: a list for each step, as JSON."""

import json
import runpy
import sys
from pathlib import Path

import numpy as np

noise = json.loads(Path(sys.argv[1]).read_text())
script = Path(sys.argv[2])
sys.path.insert(0, str(script.parent))
steps = iter(noise)


def drawn(count):
    """The next step's numbers; the last batch may be a smaller one."""
    return np.array(next(steps), np.float32)[: int(count)]


def give_to_torch():
    import torch

    torch.randn_like = lambda like: torch.from_numpy(drawn(like.numel())).to(like.dtype).reshape(like.shape)


def give_to_keras():
    import keras
    import tensorflow as tf
    from keras.src.layers.regularization import gaussian_noise

    def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
        count = tf.reduce_prod(tf.cast(shape, tf.int32))
        values = tf.numpy_function(drawn, [count], tf.float32, stateful=True)
        return tf.reshape(values, shape)

    compile_model = keras.Model.compile
    # A compiled step cannot call Python.
    keras.Model.compile = lambda self, **given: compile_model(self, jit_compile=False, **given)
    gaussian_noise.backend.random.normal = normal


give_to_keras() if "import keras" in script.read_text() else give_to_torch()
sys.argv = sys.argv[2:]
runpy.run_path(str(script), run_name="__main__")
