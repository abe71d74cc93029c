import { NUMBERS_NAME } from '../../numbers';
import { predictArguments } from '../../python/predict-arguments';
import { numbersSource, printing } from '../../python/prediction';
import { pythonString } from '../../python/value';
import type { SavedModelFacts } from '../saved-model-facts';

/** What the scores of each main output are called. */
const outputsLine = (outputs: readonly string[]) =>
  `OUTPUTS = [${outputs.map((name) => `"${name}"`).join(', ')}]\n`;

/** `check.py`: proves on the user's machine that the model computes what Netloom does. */
export const checkSource = (
  outputs: readonly string[],
  takesNumbers: boolean,
) => `"""Proves that the SavedModel computes what Netloom does: python check.py"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent
TOLERANCE = 2e-5  # of the largest score
${outputsLine(outputs)}

def check():
    model = tf.saved_model.load(str(HERE))
    sample = np.load(HERE / "sample.npz")
    found = model.signatures["serving_default"](input=tf.constant(sample["inputs"])${takesNumbers ? ', numbers=tf.constant(sample["numbers"])' : ''})
    is_equal = True
    for name in OUTPUTS:
        scores, expected = found[name].numpy(), sample[name]
        error = float(np.abs(scores - expected).max() / max(np.abs(expected).max(), 1e-30))
        same = int((scores.argmax(-1) == expected.argmax(-1)).sum())
        print(f"{name}: largest difference {error:.1e} of the largest score,")
        print(f"  same largest score {same} of {expected.argmax(-1).size}")
        is_equal = is_equal and error <= TOLERANCE
    print("Equal to Netloom." if is_equal else "NOT equal to Netloom.")
    return is_equal


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
`;

/** `to_litert.py`: for LiteRT (TensorFlow Lite). */
export const litertSource = (
  outputs: readonly string[],
  takesNumbers: boolean,
) => `"""Converts the SavedModel for LiteRT (TensorFlow Lite): python to_litert.py [--quantize]

Needs TensorFlow 2.17 or newer (made with 2.21); the file runs with ai-edge-litert or tf.lite.Interpreter.
--quantize stores the weights in 8 bits: a quarter of the size, and small differences.
"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent
${outputsLine(outputs)}

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
    ${takesNumbers ? LITERT_WITH_NUMBERS : 'found = [runner(input=one[None]) for one in sample["inputs"]]'}
    differences = []
    for name in OUTPUTS:
        scores, expected = np.concatenate([one[name] for one in found]), sample[name]
        differences.append(np.abs(scores - expected).max() / np.abs(expected).max())
    return max(differences)


if __name__ == "__main__":
    file = convert("--quantize" in sys.argv)
    print(f"saved: {file}; largest difference {difference(file):.1e} of the largest score")
`;

const LITERT_WITH_NUMBERS = `pairs = zip(sample["inputs"], sample["numbers"])
    found = [runner(input=one[None], numbers=beside[None]) for one, beside in pairs]`;

/** `to_coreml.py`: for Apple's devices. */
export const coremlSource = (
  outputs: readonly string[],
  takesNumbers: boolean,
) => `"""Converts the SavedModel for Core ML: python to_coreml.py

Needs coremltools 8 (with the TensorFlow that it names, 2.12 or newer) on Linux or macOS. Only a Mac can
run the file; there, the scores are compared with Netloom's.
"""

import sys
from pathlib import Path

import coremltools as ct
import numpy as np
import tensorflow as tf

HERE = Path(__file__).parent
INPUTS = {"input": "inputs"${takesNumbers ? `, "${NUMBERS_NAME}": "${NUMBERS_NAME}"` : ''}}  # of the model, in the sample
${outputsLine(outputs)}

def convert():
    concrete = tf.saved_model.load(str(HERE)).signatures["serving_default"]
    names = sorted(concrete.structured_outputs)
    signature = concrete.structured_input_signature[1]
    shapes = {name: (1, *signature[name].shape[1:]) for name in INPUTS}
    function = tf.function(lambda *entering: tuple(concrete(**dict(zip(INPUTS, entering)))[name] for name in names))
    specs = [tf.TensorSpec(shape, tf.float32, name=name) for name, shape in shapes.items()]
    types = [ct.TensorType(name=name, shape=shape) for name, shape in shapes.items()]
    model = ct.convert([function.get_concrete_function(*specs)], source="tensorflow", inputs=types)
    model.short_description = "Exported from Netloom. Images go in with values between 0 and 1."
    for file in sorted(HERE.glob("class_names*.txt")):
        model.user_defined_metadata[file.stem] = file.read_text(encoding="utf-8").strip().replace("\\n", ",")
    path = HERE / "model.mlpackage"
    model.save(str(path))
    return model, path, names


def difference(model, names):
    """The largest difference from Netloom's scores, as a share of the largest."""
    sample = np.load(HERE / "sample.npz")
    examples = [{name: sample[key][at][None] for name, key in INPUTS.items()} for at in range(len(sample["inputs"]))]
    found = [list(model.predict(one).values()) for one in examples]
    differences = []
    for output in OUTPUTS:
        scores, expected = np.concatenate([one[names.index(output)] for one in found]), sample[output]
        differences.append(np.abs(scores - expected).max() / np.abs(expected).max())
    return max(differences)


if __name__ == "__main__":
    converted, file, outputs = convert()
    print(f"saved: {file}")
    if sys.platform == "darwin":
        print(f"largest difference {difference(converted, outputs):.1e} of the largest score")
`;

const PRINTED_CLASSES = `    names = (HERE / "class_names.txt").read_text(encoding="utf-8").splitlines()
    for index in np.argsort(-values)[:5]:
        print(f"{values[index]:8.4f}  {names[index] if names else f'score {index}'}")
`;

/** `predict.py`: the network's answer to an image file; null where it takes no image, or answers with one. */
export function predictSource({ network, outputs, numbers }: SavedModelFacts): string | null {
  const { input, output } = network;
  const [height, width, channels] = input.shape;
  const [main, second] = outputs;
  if (main === undefined || second !== undefined) return null;
  if (output.output.shape.length !== 1 || (channels !== 1 && channels !== 3)) return null;
  const asked = predictArguments(numbers, network);
  const names = numbers === null ? '' : `INPUT_NUMBERS = [${numbers.names.map(pythonString).join(', ')}]\n`;
  return `"""The network's answer to an image file: python predict.py ${asked.example}"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image, ImageOps

HERE = Path(__file__).parent
${names}${numbersSource(main)}

def read_image(path):
    """The image in the network's size, [1, height, width, channels] with values in [0, 1]."""
    image = ImageOps.exif_transpose(Image.open(path)).convert("${channels === 1 ? 'L' : 'RGB'}")
    image = image.resize((${width}, ${height}), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32).reshape(1, ${height}, ${width}, ${channels}) / 255


def predict(path${asked.parameter}):
    model = tf.saved_model.load(str(HERE)).signatures["serving_default"]
    values = model(input=tf.constant(read_image(path))${numbers === null ? '' : ', numbers=tf.constant([numbers])'})["${main.turn === null ? 'scores' : 'probabilities'}"].numpy()[0]
${main.numbers === null ? PRINTED_CLASSES : printing({ numbers: main.numbers }, '')}

if __name__ == "__main__":
${asked.call}`;
}
