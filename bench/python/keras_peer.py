"""Trains the requested network with Keras: a functional model, one `tf.function` for each step."""

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import tensorflow

from peer import is_same, load_data, measure, read_request, sides

layers = keras.layers


def windowed(x, parameters, size, create):
    """A window with numeric padding: "same" where it is that, else a padding layer in front."""
    padding = parameters["padding"]
    strides = parameters["strides"]
    if padding in ("same", "valid"):
        return create(padding)(x)
    if is_same(padding, parameters[size], strides):
        return create("same")(x)
    top, bottom, left, right = sides(padding)
    if top + bottom + left + right > 0:
        # Behind ReLU, zeros never win a maximum.
        x = layers.ZeroPadding2D(((top, bottom), (left, right)))(x)
    return create("valid")(x)


def conv2d(x, p):
    return windowed(
        x[0],
        p,
        "kernelSize",
        lambda padding: layers.Conv2D(
            p["filters"], p["kernelSize"], strides=p["strides"], padding=padding, use_bias=p["useBias"]
        ),
    )


def depthwise(x, p):
    return windowed(
        x[0],
        p,
        "kernelSize",
        lambda padding: layers.DepthwiseConv2D(
            p["kernelSize"], strides=p["strides"], padding=padding, use_bias=p["useBias"]
        ),
    )


def pooling(layer):
    return lambda x, p: windowed(
        x[0], p, "poolSize", lambda padding: layer(p["poolSize"], strides=p["strides"], padding=padding)
    )


LAYERS = {
    "input": lambda _, p: keras.Input(p["shape"]),
    "conv2d": conv2d,
    "depthwiseConv2d": depthwise,
    "maxPooling2d": pooling(layers.MaxPooling2D),
    "averagePooling2d": pooling(layers.AveragePooling2D),
    "globalAveragePooling2d": lambda x, p: layers.GlobalAveragePooling2D(keepdims=p["keepDimensions"])(x[0]),
    "flatten": lambda x, _: layers.Flatten()(x[0]),
    "dense": lambda x, p: layers.Dense(p["units"], use_bias=p["useBias"])(x[0]),
    "dropout": lambda x, p: layers.Dropout(p["rate"])(x[0]),
    "sigmoid": lambda x, _: layers.Activation("sigmoid")(x[0]),
    "relu": lambda x, _: layers.ReLU()(x[0]),
    "batchNormalization": lambda x, p: layers.BatchNormalization(momentum=p["momentum"], epsilon=p["epsilon"])(x[0]),
    "add": lambda x, _: layers.Add()(x),
    "concatenate": lambda x, _: layers.Concatenate()(x),
}


def build(nodes):
    values = {}
    for node in nodes:
        inputs = [values[path] for path in node["inputs"]]
        if node["type"] == "output":
            return keras.Model(values[nodes[0]["path"]], inputs[0])
        values[node["path"]] = LAYERS[node["type"]](inputs, node["parameters"])
    raise ValueError("the network has no output")


def main():
    started = time.perf_counter()
    request = read_request()
    images, labels = load_data(request["folder"])
    images, labels = tensorflow.constant(images), tensorflow.constant(labels)
    if request["precision"] == "mixed":
        keras.mixed_precision.set_global_policy("mixed_bfloat16")
    model = build(request["nodes"])
    optimizer = keras.optimizers.SGD(request["learningRate"])
    loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    height, width = model.inputs[0].shape[1:3]

    @tensorflow.function
    def compiled(indices):
        examples = tensorflow.gather(images, indices)
        if (height, width) != (28, 28):
            examples = tensorflow.image.resize(examples, (height, width))
        truth = tensorflow.gather(labels, indices)
        with tensorflow.GradientTape() as tape:
            logits = model(examples, training=True)
            loss = loss_function(truth, tensorflow.cast(logits, "float32"))
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        correct = tensorflow.reduce_sum(tensorflow.cast(tensorflow.argmax(logits, 1) == truth, "int32"))
        return loss, correct

    def step(indices):
        loss, correct = compiled(tensorflow.constant(indices))
        return float(loss), int(correct)

    measure(request, len(labels), step, started)


main()
