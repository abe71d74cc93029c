"""MobileNet, exported from Netloom.

Images are [batch, channels, height, width].
"""

import torch
from torch import nn


class SeparableConvolution(nn.Module):
    """A depthwise 3x3 convolution and a 1x1 convolution, each with batch normalization and ReLU."""

    def __init__(self, in_channels, filters, strides):
        super().__init__()
        self.depthwise = nn.Conv2d(
            in_channels, in_channels, 3, stride=strides, padding=1, groups=in_channels, bias=False,
        )
        self.norm1 = nn.BatchNorm2d(in_channels)
        self.relu1 = nn.ReLU()
        self.pointwise = nn.Conv2d(in_channels, filters, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters)
        self.relu2 = nn.ReLU()

    def forward(self, x):  # [N, in_channels, H, W]
        x = self.depthwise(x)  # [N, in_channels, H', W']
        x = self.norm1(x)  # [N, in_channels, H', W']
        x = self.relu1(x)  # [N, in_channels, H', W']
        x = self.pointwise(x)  # [N, filters, H', W']
        x = self.norm2(x)  # [N, filters, H', W']
        x = self.relu2(x)  # [N, filters, H', W']
        return x


class MobileNet(nn.Module):
    """MobileNet"""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, stride=2, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(32)
        self.relu1 = nn.ReLU()
        self.separable1 = SeparableConvolution(32, filters=64, strides=1)
        self.separable2 = SeparableConvolution(64, filters=128, strides=2)
        self.separable3 = SeparableConvolution(128, filters=128, strides=1)
        self.separable4 = SeparableConvolution(128, filters=256, strides=2)
        self.separable5 = SeparableConvolution(256, filters=256, strides=1)
        self.separable6 = SeparableConvolution(256, filters=512, strides=2)
        self.middle = nn.Sequential(
            *[SeparableConvolution(512, filters=512, strides=1) for _ in range(5)],
        )
        self.separable12 = SeparableConvolution(512, filters=1024, strides=2)
        self.separable13 = SeparableConvolution(1024, filters=1024, strides=1)
        self.logits = nn.Linear(1024, 10)

    def forward(self, x):  # [N, 1, 96, 96]
        x = self.conv1(x)  # [N, 32, 48, 48]
        x = self.norm1(x)  # [N, 32, 48, 48]
        x = self.relu1(x)  # [N, 32, 48, 48]
        x = self.separable1(x)  # [N, 64, 48, 48]
        x = self.separable2(x)  # [N, 128, 24, 24]
        x = self.separable3(x)  # [N, 128, 24, 24]
        x = self.separable4(x)  # [N, 256, 12, 12]
        x = self.separable5(x)  # [N, 256, 12, 12]
        x = self.separable6(x)  # [N, 512, 6, 6]
        x = self.middle(x)  # [N, 512, 6, 6]
        x = self.separable12(x)  # [N, 1024, 3, 3]
        x = self.separable13(x)  # [N, 1024, 3, 3]
        x = x.mean(dim=(2, 3), keepdim=True)  # [N, 1024, 1, 1]
        x = torch.flatten(x, 1)  # [N, 1024]
        x = self.logits(x)  # [N, 10]
        return x
