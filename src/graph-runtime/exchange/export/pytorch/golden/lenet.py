"""LeNet, exported from Netloom.

Images are [batch, channels, height, width].
"""

import torch
from torch import nn


def flatten_channels_last(x):
    """Flattens rows, then columns, then channels: the order that the next weights were learned in."""
    return torch.flatten(x.permute(0, 2, 3, 1), 1)


class LeNet(nn.Module):
    """LeNet"""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.sigmoid1 = nn.Sigmoid()
        self.pool1 = nn.AvgPool2d(2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.sigmoid2 = nn.Sigmoid()
        self.pool2 = nn.AvgPool2d(2)
        self.dense1 = nn.Linear(400, 120)
        self.sigmoid3 = nn.Sigmoid()
        self.dense2 = nn.Linear(120, 84)
        self.sigmoid4 = nn.Sigmoid()
        self.dense3 = nn.Linear(84, 10)

    def forward(self, x):  # [N, 1, 28, 28]
        x = self.conv1(x)  # [N, 6, 28, 28]
        x = self.sigmoid1(x)  # [N, 6, 28, 28]
        x = self.pool1(x)  # [N, 6, 14, 14]
        x = self.conv2(x)  # [N, 16, 10, 10]
        x = self.sigmoid2(x)  # [N, 16, 10, 10]
        x = self.pool2(x)  # [N, 16, 5, 5]
        x = flatten_channels_last(x)  # [N, 400]
        x = self.dense1(x)  # [N, 120]
        x = self.sigmoid3(x)  # [N, 120]
        x = self.dense2(x)  # [N, 84]
        x = self.sigmoid4(x)  # [N, 84]
        x = self.dense3(x)  # [N, 10]
        return x
