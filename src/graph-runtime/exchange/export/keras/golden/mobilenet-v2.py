"""MobileNet V2 (ImageNet), exported from Netloom.

Images are [batch, height, width, channels].
"""

import keras
from keras import layers


def inverted_residual_block(
    x, input_filters, expansion, filters, strides, name,
):  # [N, H, W, input_filters]
    """A 1x1 convolution widens the input, a depthwise 3x3 works on it, a 1x1 without ReLU narrows
    it; the input is added where nothing changed its size.
    """
    if expansion > 1:
        out = layers.Conv2D(
            input_filters * expansion, 1, padding="same", use_bias=False, name=f"{name}_expand",
        )(x)  # [N, H, W, input_filters * expansion]
        out = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name=f"{name}_norm1")(out)  # [N, H, W, input_filters * expansion]
        out = layers.Activation("relu6", name=f"{name}_relu1")(out)  # [N, H, W, input_filters * expansion]
    else:
        out = x
    out = layers.DepthwiseConv2D(
        3, padding="same", use_bias=False, strides=strides, name=f"{name}_depthwise",
    )(out)  # [N, H', W', input_filters * expansion]
    out = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name=f"{name}_norm2")(out)  # [N, H', W', input_filters * expansion]
    out = layers.Activation("relu6", name=f"{name}_relu2")(out)  # [N, H', W', input_filters * expansion]
    out = layers.Conv2D(filters, 1, padding="same", use_bias=False, name=f"{name}_project")(out)  # [N, H', W', filters]
    out = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name=f"{name}_norm3")(out)  # [N, H', W', filters]
    if strides == 1 and input_filters == filters:
        out = layers.Add(name=f"{name}_add")([out, x])  # [N, H, W, input_filters]
    return out


def build_model():
    """MobileNet V2 (ImageNet)"""
    x = inputs = keras.Input((224, 224, 3), name="input")
    x = layers.Conv2D(32, 3, strides=2, padding="same", use_bias=False, name="conv1")(x)  # [N, 112, 112, 32]
    x = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name="norm1")(x)  # [N, 112, 112, 32]
    x = layers.Activation("relu6", name="relu1")(x)  # [N, 112, 112, 32]
    x = inverted_residual_block(
        x, input_filters=32, expansion=1, filters=16, strides=1, name="stage1",
    )  # [N, 112, 112, 16]
    x = inverted_residual_block(
        x, input_filters=16, expansion=6, filters=24, strides=2, name="stage2_1",
    )
    x = inverted_residual_block(
        x, input_filters=24, expansion=6, filters=24, strides=1, name="stage2_2",
    )  # [N, 56, 56, 24]
    x = inverted_residual_block(
        x, input_filters=24, expansion=6, filters=32, strides=2, name="stage3_1",
    )
    for i in range(2):
        x = inverted_residual_block(
            x, input_filters=32, expansion=6, filters=32, strides=1, name=f"stage3_{i + 2}",
        )  # [N, 28, 28, 32]
    x = inverted_residual_block(
        x, input_filters=32, expansion=6, filters=64, strides=2, name="stage4_1",
    )
    for i in range(3):
        x = inverted_residual_block(
            x, input_filters=64, expansion=6, filters=64, strides=1, name=f"stage4_{i + 2}",
        )  # [N, 14, 14, 64]
    x = inverted_residual_block(
        x, input_filters=64, expansion=6, filters=96, strides=1, name="stage5_1",
    )
    for i in range(2):
        x = inverted_residual_block(
            x, input_filters=96, expansion=6, filters=96, strides=1, name=f"stage5_{i + 2}",
        )  # [N, 14, 14, 96]
    x = inverted_residual_block(
        x, input_filters=96, expansion=6, filters=160, strides=2, name="stage6_1",
    )
    for i in range(2):
        x = inverted_residual_block(
            x, input_filters=160, expansion=6, filters=160, strides=1, name=f"stage6_{i + 2}",
        )  # [N, 7, 7, 160]
    x = inverted_residual_block(
        x, input_filters=160, expansion=6, filters=320, strides=1, name="stage7",
    )  # [N, 7, 7, 320]
    x = layers.Conv2D(1280, 1, padding="same", use_bias=False, name="conv2")(x)  # [N, 7, 7, 1280]
    x = layers.BatchNormalization(momentum=0.9, epsilon=0.00001, name="norm2")(x)  # [N, 7, 7, 1280]
    x = layers.Activation("relu6", name="relu2")(x)  # [N, 7, 7, 1280]
    x = layers.GlobalAveragePooling2D(keepdims=True, name="global_pool")(x)  # [N, 1, 1, 1280]
    x = layers.Flatten(name="flatten")(x)  # [N, 1280]
    x = layers.Dropout(0.2, name="dropout")(x)  # [N, 1280]
    x = layers.Dense(1000, name="logits")(x)  # [N, 1000]
    return keras.Model(inputs, x, name="MobileNet_V2_ImageNet")
