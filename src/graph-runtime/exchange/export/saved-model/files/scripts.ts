import type { SavedModelFacts } from '../saved-model-facts';

/** `check.py`: proves on the user's machine that the model computes what Netloom does. */
export const CHECK_SOURCE = `"""Proves that the SavedModel computes what Netloom does: python check.py"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent
TOLERANCE = 2e-5  # of the largest score


def check():
    model = tf.saved_model.load(str(HERE))
    sample = np.load(HERE / "sample.npz")
    expected = sample["scores"]
    scores = model.signatures["serving_default"](input=tf.constant(sample["inputs"]))["scores"].numpy()
    error = float(np.abs(scores - expected).max() / max(np.abs(expected).max(), 1e-30))
    same = int((scores.argmax(1) == expected.argmax(1)).sum())
    print(f"largest difference: {error:.1e} of the largest score")
    print(f"same largest score: {same} of {expected.argmax(1).size}")
    is_equal = error <= TOLERANCE
    print("Equal to Netloom." if is_equal else "NOT equal to Netloom.")
    return is_equal


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
`;

/** `to_litert.py`: for LiteRT (TensorFlow Lite). */
export const LITERT_SOURCE = `"""Converts the SavedModel for LiteRT (TensorFlow Lite): python to_litert.py [--quantize]

Needs TensorFlow 2.17 or newer (made with 2.21); the file runs with ai-edge-litert or tf.lite.Interpreter.
--quantize stores the weights in 8 bits: a quarter of the size, and small differences.
"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent


def convert(quantize=False):
    converter = tf.lite.TFLiteConverter.from_saved_model(str(HERE))
    if quantize:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    path = HERE / "model.tflite"
    path.write_bytes(converter.convert())
    return path


def difference(path):
    """The largest difference from Netloom's scores, as a share of the largest."""
    sample = np.load(HERE / "sample.npz")
    runner = tf.lite.Interpreter(model_path=str(path)).get_signature_runner("serving_default")
    expected = sample["scores"]
    scores = np.concatenate([runner(input=one[None])["scores"] for one in sample["inputs"]])
    return np.abs(scores - expected).max() / np.abs(expected).max()


if __name__ == "__main__":
    file = convert("--quantize" in sys.argv)
    print(f"saved: {file}; largest difference {difference(file):.1e} of the largest score")
`;

/** `to_coreml.py`: for Apple's devices. */
export const COREML_SOURCE = `"""Converts the SavedModel for Core ML: python to_coreml.py

Needs coremltools 8 (with the TensorFlow that it names, 2.12 or newer) on Linux or macOS. Only a Mac can
run the file; there, the scores are compared with Netloom's.
"""

import sys
from pathlib import Path

import coremltools as ct
import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent


def convert():
    concrete = tf.saved_model.load(str(HERE)).signatures["serving_default"]
    shape = (1, *concrete.structured_input_signature[1]["input"].shape[1:])
    names = sorted(concrete.structured_outputs)
    function = tf.function(lambda x: tuple(concrete(input=x)[name] for name in names))
    frozen = function.get_concrete_function(tf.TensorSpec(shape, tf.float32, name="input"))
    model = ct.convert([frozen], source="tensorflow", inputs=[ct.TensorType(shape=shape)])
    model.short_description = "Exported from Netloom. Images go in with values between 0 and 1."
    path = HERE / "model.mlpackage"
    model.save(str(path))
    return model, path, names


def difference(model, names):
    """The largest difference from Netloom's scores, as a share of the largest."""
    sample = np.load(HERE / "sample.npz")
    (name,) = (entry.name for entry in model.get_spec().description.input)
    at = names.index("scores")
    scores = [list(model.predict({name: one[None]}).values())[at] for one in sample["inputs"]]
    expected = sample["scores"]
    return np.abs(np.concatenate(scores) - expected).max() / np.abs(expected).max()


if __name__ == "__main__":
    converted, file, outputs = convert()
    print(f"saved: {file}")
    if sys.platform == "darwin":
        print(f"largest difference {difference(converted, outputs):.1e} of the largest score")
`;

/** `predict.py`: the network's answer to an image file; null where it takes no image, or answers with one. */
export function predictSource({ network, hasProbabilities }: SavedModelFacts): string | null {
  const { input, output } = network;
  const [height, width, channels] = input.shape;
  if (output.output.shape.length !== 1 || (channels !== 1 && channels !== 3)) return null;
  return `"""The network's answer to an image file: python predict.py photo.jpg"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image, ImageOps

HERE = Path(__file__).parent


def read_image(path):
    """The image in the network's size, [1, height, width, channels] with values in [0, 1]."""
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((${width}, ${height}), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32).reshape(1, ${height}, ${width}, ${channels}) / 255


def predict(path):
    model = tf.saved_model.load(str(HERE)).signatures["serving_default"]
    values = model(input=tf.constant(read_image(path)))["${hasProbabilities ? 'probabilities' : 'scores'}"].numpy()[0]
    names = (HERE / "class_names.txt").read_text(encoding="utf-8").splitlines()
    for index in np.argsort(-values)[:5]:
        print(f"{values[index]:8.4f}  {names[index] if names else f'score {index}'}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python predict.py IMAGE")
    predict(sys.argv[1])
`;
}
