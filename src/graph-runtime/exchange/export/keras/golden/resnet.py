"""ResNet-18, exported from Netloom.

Images are [batch, height, width, channels].
"""

import keras
from keras import layers


def residual_block(x, filters, strides, projection, name):  # [N, H, W, C]
    """Two 3x3 convolutions whose result is added to the input. A 1x1 convolution on the shortcut
    fits its size where the block changes it.
    """
    out = layers.ZeroPadding2D(1, name=f"{name}_conv1_pad")(x)
    out = layers.Conv2D(filters, 3, strides=strides, name=f"{name}_conv1")(out)  # [N, H', W', filters]
    out = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name=f"{name}_norm1")(out)  # [N, H', W', filters]
    out = layers.ReLU(name=f"{name}_relu1")(out)  # [N, H', W', filters]
    out = layers.Conv2D(filters, 3, padding="same", name=f"{name}_conv2")(out)  # [N, H', W', filters]
    out = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name=f"{name}_norm2")(out)  # [N, H', W', filters]
    if projection:
        x = layers.Conv2D(filters, 1, strides=2, padding="same", name=f"{name}_shortcut")(x)  # [N, H/2, W/2, filters]
    out = layers.Add(name=f"{name}_add")([out, x])  # [N, H', W', filters]
    out = layers.ReLU(name=f"{name}_relu2")(out)  # [N, H', W', filters]
    return out


def residual_stage(x, filters, downsample, name):  # [N, H, W, C]
    """Residual blocks of one size; the first may halve height and width."""
    x = residual_block(
        x,
        filters=filters,
        strides=2 if downsample else 1,
        projection=downsample,
        name=f"{name}_residual_1",
    )
    x = residual_block(x, filters=filters, strides=1, projection=False, name=f"{name}_residual_2")  # [N, H', W', filters]
    return x


def build_model():
    """ResNet-18"""
    x = inputs = keras.Input((96, 96, 1), name="input")
    x = layers.ZeroPadding2D(3, name="conv1_pad")(x)
    x = layers.Conv2D(64, 7, strides=2, name="conv1")(x)  # [N, 48, 48, 64]
    x = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name="norm1")(x)  # [N, 48, 48, 64]
    x = layers.ReLU(name="relu1")(x)  # [N, 48, 48, 64]
    x = layers.ZeroPadding2D(1, name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1")(x)  # [N, 24, 24, 64]
    x = residual_stage(x, filters=64, downsample=False, name="stage1")  # [N, 24, 24, 64]
    x = residual_stage(x, filters=128, downsample=True, name="stage2")  # [N, 12, 12, 128]
    x = residual_stage(x, filters=256, downsample=True, name="stage3")  # [N, 6, 6, 256]
    x = residual_stage(x, filters=512, downsample=True, name="stage4")  # [N, 3, 3, 512]
    x = layers.GlobalAveragePooling2D(keepdims=True, name="global_pool")(x)  # [N, 1, 1, 512]
    x = layers.Flatten(name="flatten")(x)  # [N, 512]
    x = layers.Dense(10, name="logits")(x)  # [N, 10]
    return keras.Model(inputs, x, name="ResNet_18")
