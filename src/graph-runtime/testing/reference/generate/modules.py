"""Layers that PyTorch has no module for, or has as a function."""

import torch
import torch.nn.functional as F
from torch import nn


class Scale(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.randn(channels, 1, 1))

    def forward(self, x):
        return x * self.gamma


class Separable(nn.Sequential):
    def __init__(self, channels, filters, kernel_size, **window):
        super().__init__(
            nn.Conv2d(channels, channels, kernel_size, groups=channels, bias=False, **window),
            nn.Conv2d(channels, filters, 1),
        )


class ClassToken(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.token = nn.Parameter(torch.randn(features))

    def forward(self, x):
        return torch.cat([self.token.expand(len(x), 1, -1), x], dim=1)


class PositionEmbedding(nn.Module):
    def __init__(self, positions, features):
        super().__init__()
        self.positions = nn.Parameter(torch.randn(positions, features))

    def forward(self, x):
        return x + self.positions


class Lookup(nn.Embedding):
    """The gradient of an index is 0."""

    def forward(self, x):
        return super().forward(x.detach().long()) + 0 * x.unsqueeze(-1)


class Unpool:
    """Values at the places of the maxima of what a pooling took, zeros elsewhere."""

    def __init__(self, **window):
        self.window = window

    def __call__(self, x, before):
        indices = F.max_pool2d(before.detach(), **self.window, return_indices=True)[1]
        unpooled = F.max_unpool2d(x, indices, **self.window, output_size=before.shape[-2:])
        return unpooled + 0 * before


class Product:
    """The product of two matrices of each example, the second transposed and the product divided by a root where that is said."""

    def __init__(self, transpose, scale):
        self.transpose, self.scale = transpose, scale

    def __call__(self, a, b):
        product = a @ (b.transpose(-2, -1) if self.transpose else b)
        return product / a.shape[-1] ** 0.5 if self.scale else product


class Recurrent(nn.Module):
    """PyTorch's own function. An LSTM's second bias is 0, as both are only added; a GRU's gates are in Keras's order: update, reset, new."""

    def __init__(self, gates, function, features, units, sequences):
        super().__init__()
        self.gates, self.function, self.sequences = gates, function, sequences
        self.weight = nn.Parameter(torch.randn(gates * units, features))
        self.recurrent = nn.Parameter(torch.randn(gates * units, units))
        self.bias = nn.Parameter(torch.randn(*([2] if gates == 3 else []), gates * units))

    def forward(self, x):
        start = x.new_zeros(1, len(x), self.recurrent.shape[1])
        state = (start, start) if self.gates == 4 else start
        weights = [self.weight, self.recurrent, self.bias, torch.zeros_like(self.bias)]
        if self.gates == 3:
            weights = [self.in_order(rows) for rows in (self.weight, self.recurrent, *self.bias)]
        y = self.function(x, state, weights, True, 1, 0.0, True, False, True)[0]
        return y if self.sequences else y[:, -1]

    @staticmethod
    def in_order(rows):
        update, reset, new = rows.chunk(3)
        return torch.cat([reset, update, new])


class Attention(nn.Module):
    def __init__(self, **parameters):
        super().__init__()
        self.attention = nn.MultiheadAttention(batch_first=True, **parameters)

    def forward(self, x, other=None):
        other = x if other is None else other
        return self.attention(x, other, other, need_weights=False)[0]


class FlattenLinear(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(60, 6)

    def forward(self, x):
        return self.fc(torch.flatten(x, 1))
