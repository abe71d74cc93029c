import { NUMBERS_NAME } from '../../numbers';

/**
 * `to_litert.py`: for LiteRT (TensorFlow Lite).
 *
 * @param outputs what the scores of each main output are called in the sample
 * @param inputs what enters is called: in the model, in the sample
 */
export const litertSource = (
  outputs: readonly string[],
  inputs: readonly (readonly [model: string, sample: string])[],
) => `"""Converts model.keras for LiteRT (TensorFlow Lite): python to_litert.py [--quantize]

Needs TensorFlow 2.17 or newer (made with 2.21); the file runs with ai-edge-litert or tf.lite.Interpreter.
--quantize stores the weights in 8 bits: a quarter of the size, and small differences.
"""

import sys
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from data import normalize${takesNumbers(inputs) ? ', standardize' : ''}

HERE = Path(__file__).parent
${inputs.length === 1 ? '' : inputsLine(inputs)}OUTPUTS = [${outputs.map((name) => `"${name}"`).join(', ')}]


def convert(quantize=False):
    model = keras.saving.load_model(HERE / "model.keras")
    path = HERE / "model.tflite"
    with tempfile.TemporaryDirectory() as folder:
        # By way of a SavedModel: from_keras_model fails for layers within layers, such as attention.
        model.export(folder, format="tf_saved_model", verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        if quantize:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
        path.write_bytes(converter.convert())
    return path


def difference(path):
    """The largest difference from Netloom's scores, as a share of the largest."""
    sample = np.load(HERE / "sample.npz")
    runner = tf.lite.Interpreter(model_path=str(path)).get_signature_runner("serving_default")
${inputs.length === 1 ? ONE_INPUT : takesNumbers(inputs) ? WITH_NUMBERS : SEVERAL_INPUTS}    # In the order of the model's outputs: output_0, output_1, ...
    names = sorted(found[0], key=lambda name: (len(name), name))
    differences = []
    for output, name in zip(OUTPUTS, names):
        scores, expected = np.concatenate([one[name] for one in found]), sample[output]
        differences.append(np.abs(scores - expected).max() / np.abs(expected).max())
    return max(differences)


if __name__ == "__main__":
    file = convert("--quantize" in sys.argv)
    print(f"saved: {file}; largest difference {difference(file):.1e} of the largest score")
`;

const ONE_INPUT = `    (entering,) = runner.get_input_details()
    found = [runner(**{entering: normalize(one[None]).astype(np.float32)}) for one in sample["inputs"]]
`;

const SEVERAL_INPUTS = `    examples = zip(*(normalize(sample[name]).astype(np.float32) for name in INPUTS.values()))
    found = [runner(**{name: x[None] for name, x in zip(INPUTS, one)}) for one in examples]
`;

/** The sample has the numbers under their own name. */
const PREPARED = `    prepared = {"${NUMBERS_NAME}": standardize}
`;

const WITH_NUMBERS = `${PREPARED}    examples = zip(*(prepared.get(name, normalize)(sample[name]).astype(np.float32) for name in INPUTS.values()))
    found = [runner(**{name: x[None] for name, x in zip(INPUTS, one)}) for one in examples]
`;

const inputsLine = (inputs: readonly (readonly [model: string, sample: string])[]) =>
  `INPUTS = {${inputs.map(([model, sample]) => `"${model}": "${sample}"`).join(', ')}}  # of the model, in the sample\n`;

function takesNumbers(inputs: readonly (readonly [model: string, sample: string])[]): boolean {
  return inputs.some(([, name]) => name === NUMBERS_NAME);
}

/**
 * `to_coreml.py`: for Apple's devices. Core ML's converter takes models of TensorFlow, and compares only on a Mac.
 *
 * @param inputs what enters is called: in the model, in the sample
 * @param classes whether `data.py` has the names of classes
 */
export function coremlSource(
  inputs: readonly (readonly [model: string, sample: string])[],
  classes: boolean,
): string {
  const isOne = inputs.length === 1;
  const names = [...(classes ? ['CLASS_NAMES'] : []), ...(isOne ? ['INPUT_SHAPE'] : []), 'normalize'];
  return `"""Converts model.keras for Core ML: python to_coreml.py

Needs coremltools 8 (with the TensorFlow that it names, 2.12 or newer) on Linux or macOS. Only a Mac can
run the file; there, the scores are compared with Netloom's.
"""

import sys
from pathlib import Path

import coremltools as ct
import keras
import numpy as np
import tensorflow as tf

from data import ${names.join(', ')}${takesNumbers(inputs) ? ', standardize' : ''}

HERE = Path(__file__).parent
${isOne ? '' : inputsLine(inputs)}

def convert():
    model = keras.saving.load_model(HERE / "model.keras")
${isOne ? COREML_ONE : COREML_SEVERAL}    converted.short_description = "Exported from Netloom. ${isOne ? 'Normalize the input' : 'Prepare the inputs'} as data.py does."
${classes ? '    converted.user_defined_metadata["classes"] = ",".join(CLASS_NAMES)\n' : ''}    path = HERE / "model.mlpackage"
    converted.save(str(path))
    return converted, path


def difference(converted):
    """The largest difference from Netloom's scores, as a share of the largest."""
    sample = np.load(HERE / "sample.npz")
${isOne ? COREML_ENTERING : takesNumbers(inputs) ? `${PREPARED}${entering('prepared.get(name, normalize)')}` : entering('normalize')}    scores = [next(iter(converted.predict(one).values())) for one in examples]
    expected = sample["scores"]
    return np.abs(np.concatenate(scores) - expected).max() / np.abs(expected).max()


if __name__ == "__main__":
    model, file = convert()
    print(f"saved: {file}")
    if sys.platform == "darwin":
        print(f"largest difference {difference(model):.1e} of the largest score")
`;
}

const COREML_ONE = `    function = tf.function(lambda x: model(x, training=False))
    concrete = function.get_concrete_function(tf.TensorSpec((1, *INPUT_SHAPE), tf.float32, name="input"))
    converted = ct.convert([concrete], source="tensorflow", inputs=[ct.TensorType(shape=(1, *INPUT_SHAPE))])
`;

const COREML_SEVERAL = `    function = tf.function(lambda *entering: model(list(entering), training=False))
    shapes = {name: (1, *one.shape[1:]) for name, one in zip(INPUTS.values(), model.inputs)}
    specs = [tf.TensorSpec(shape, tf.float32, name=name) for name, shape in shapes.items()]
    types = [ct.TensorType(name=name, shape=shape) for name, shape in shapes.items()]
    converted = ct.convert([function.get_concrete_function(*specs)], source="tensorflow", inputs=types)
`;

const COREML_ENTERING = `    (name,) = (entry.name for entry in converted.get_spec().description.input)
    examples = [{name: normalize(one[None]).astype(np.float32)} for one in sample["inputs"]]
`;

const entering = (
  prepare: string,
) => `    values = {name: ${prepare}(sample[name]).astype(np.float32) for name in INPUTS.values()}
    examples = [{name: of[at][None] for name, of in values.items()} for at in range(len(sample["scores"]))]
`;
