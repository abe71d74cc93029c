"""LeNet, exported from Netloom.

Images are [batch, height, width, channels].
"""

import keras
from keras import layers


def build_model():
    """LeNet"""
    x = inputs = keras.Input((28, 28, 1), name="input")
    x = layers.Conv2D(6, 5, padding="same", name="conv1")(x)  # [N, 28, 28, 6]
    x = layers.Activation("sigmoid", name="sigmoid1")(x)  # [N, 28, 28, 6]
    x = layers.AveragePooling2D(2, strides=2, name="pool1")(x)  # [N, 14, 14, 6]
    x = layers.Conv2D(16, 5, name="conv2")(x)  # [N, 10, 10, 16]
    x = layers.Activation("sigmoid", name="sigmoid2")(x)  # [N, 10, 10, 16]
    x = layers.AveragePooling2D(2, strides=2, name="pool2")(x)  # [N, 5, 5, 16]
    x = layers.Flatten(name="flatten")(x)  # [N, 400]
    x = layers.Dense(120, name="dense1")(x)  # [N, 120]
    x = layers.Activation("sigmoid", name="sigmoid3")(x)  # [N, 120]
    x = layers.Dense(84, name="dense2")(x)  # [N, 84]
    x = layers.Activation("sigmoid", name="sigmoid4")(x)  # [N, 84]
    x = layers.Dense(10, name="dense3")(x)  # [N, 10]
    return keras.Model(inputs, x, name="LeNet")
