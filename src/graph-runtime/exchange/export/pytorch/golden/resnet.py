"""ResNet-18, exported from Netloom.

Images are [batch, channels, height, width].
"""

import torch
from torch import nn


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions whose result is added to the input. A 1x1 convolution on the shortcut
    fits its size where the block changes it.
    """

    def __init__(self, in_channels, filters, strides, projection):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, filters, 3, stride=strides, padding=1)
        self.norm1 = nn.BatchNorm2d(filters)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1)
        self.norm2 = nn.BatchNorm2d(filters)
        self.shortcut = (
            nn.Conv2d(in_channels, filters, 1, stride=2)
            if projection else nn.Identity()
        )
        self.relu2 = nn.ReLU()

    def forward(self, x):  # [N, in_channels, H, W]
        out = self.conv1(x)  # [N, filters, H', W']
        out = self.norm1(out)  # [N, filters, H', W']
        out = self.relu1(out)  # [N, filters, H', W']
        out = self.conv2(out)  # [N, filters, H', W']
        out = self.norm2(out)  # [N, filters, H', W']
        x = self.shortcut(x)  # [N, filters, H/2, W/2]
        out = out + x  # [N, filters, H', W']
        out = self.relu2(out)  # [N, filters, H', W']
        return out


class ResidualStage(nn.Module):
    """Residual blocks of one size; the first may halve height and width."""

    def __init__(self, in_channels, filters, downsample):
        super().__init__()
        self.residual = nn.Sequential(
            ResidualBlock(
                in_channels, filters=filters, strides=2 if downsample else 1, projection=downsample,
            ),
            ResidualBlock(filters, filters=filters, strides=1, projection=False),
        )

    def forward(self, x):  # [N, in_channels, H, W]
        x = self.residual(x)  # [N, filters, H', W']
        return x


class ResNet18(nn.Module):
    """ResNet-18"""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3)
        self.norm1 = nn.BatchNorm2d(64)
        self.relu1 = nn.ReLU()
        self.pool1 = nn.MaxPool2d(3, stride=2, padding=1)
        self.stage1 = ResidualStage(64, filters=64, downsample=False)
        self.stage2 = ResidualStage(64, filters=128, downsample=True)
        self.stage3 = ResidualStage(128, filters=256, downsample=True)
        self.stage4 = ResidualStage(256, filters=512, downsample=True)
        self.logits = nn.Linear(512, 10)

    def forward(self, x):  # [N, 1, 96, 96]
        x = self.conv1(x)  # [N, 64, 48, 48]
        x = self.norm1(x)  # [N, 64, 48, 48]
        x = self.relu1(x)  # [N, 64, 48, 48]
        x = self.pool1(x)  # [N, 64, 24, 24]
        x = self.stage1(x)  # [N, 64, 24, 24]
        x = self.stage2(x)  # [N, 128, 12, 12]
        x = self.stage3(x)  # [N, 256, 6, 6]
        x = self.stage4(x)  # [N, 512, 3, 3]
        x = x.mean(dim=(2, 3), keepdim=True)  # [N, 512, 1, 1]
        x = torch.flatten(x, 1)  # [N, 512]
        x = self.logits(x)  # [N, 10]
        return x
