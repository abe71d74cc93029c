import { embedding } from './added-embedding';
import { gru, lstm } from './added-recurrent';
import { sampling } from './added-sampling';
import {
  sequenceAvgPool1d,
  sequenceConv1d,
  sequenceConvTranspose1d,
  sequenceMaxPool1d,
} from './added-sequence';
import { maxUnpool2d } from './added-unpooling';

/** Classes and functions that PyTorch does not have; those that a model uses are written into it. */

export interface Helper {
  readonly name: string;
  readonly source: string;
}

const conv2dSame: Helper = {
  name: 'Conv2dSame',
  source: `class Conv2dSame(nn.Conv2d):
    """A convolution with "same" padding and a stride: ceil(size / stride) positions.

    As in TensorFlow, the odd cell of padding is at the bottom and the right.
    """

    def forward(self, x):
        (kh, kw), (sh, sw), (dh, dw) = self.kernel_size, self.stride, self.dilation
        h, w = x.shape[-2:]
        rows = max((-(-h // sh) - 1) * sh + dh * (kh - 1) + 1 - h, 0)
        columns = max((-(-w // sw) - 1) * sw + dw * (kw - 1) + 1 - w, 0)
        pad = (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2)
        return super().forward(F.pad(x, pad))`,
};

const paddedConv2d: Helper = {
  name: 'PaddedConv2d',
  source: `class PaddedConv2d(nn.Conv2d):
    """A convolution with its own padding on each side: pad=(left, right, top, bottom)."""

    def __init__(self, *args, pad, **kwargs):
        super().__init__(*args, **kwargs)
        self.pad = pad

    def forward(self, x):
        return super().forward(F.pad(x, self.pad))`,
};

const separableConv2d: Helper = {
  name: 'SeparableConv2d',
  source: `class SeparableConv2d(nn.Module):
    """A depthwise convolution, then a pointwise one."""

    def __init__(
        self, in_channels, out_channels, kernel_size, depth_multiplier=1, bias=True, pad=None, **kwargs
    ):
        super().__init__()
        between = in_channels * depth_multiplier
        self.pad = pad
        self.depthwise = nn.Conv2d(
            in_channels, between, kernel_size, groups=in_channels, bias=False, **kwargs
        )
        self.pointwise = nn.Conv2d(between, out_channels, 1, bias=bias)

    def forward(self, x):
        if self.pad is not None:
            x = F.pad(x, self.pad)
        return self.pointwise(self.depthwise(x))`,
};

const paddedMaxPool2d: Helper = {
  name: 'PaddedMaxPool2d',
  source: `class PaddedMaxPool2d(nn.Module):
    """Maximum pooling with its own padding on each side: pad=(left, right, top, bottom)."""

    def __init__(self, kernel_size, stride, pad):
        super().__init__()
        self.kernel_size, self.stride, self.pad = kernel_size, stride, pad

    def forward(self, x):
        x = F.pad(x, self.pad, value=float("-inf"))
        return F.max_pool2d(x, self.kernel_size, self.stride)`,
};

const paddedAvgPool2d: Helper = {
  name: 'PaddedAvgPool2d',
  source: `class PaddedAvgPool2d(nn.Module):
    """Average pooling with its own padding on each side: pad=(left, right, top, bottom).

    Of the padding, the cells of \`counted\` count as zeros, the others not at all.
    """

    def __init__(self, kernel_size, stride, pad, counted=(0, 0, 0, 0)):
        super().__init__()
        self.kernel_size, self.stride, self.pad, self.counted = kernel_size, stride, pad, counted

    def forward(self, x):
        ones = F.pad(torch.ones_like(x[:1, :1]), self.counted, value=1.0)
        rest = tuple(all - counted for all, counted in zip(self.pad, self.counted))
        sums = F.avg_pool2d(F.pad(x, self.pad), self.kernel_size, self.stride)
        shares = F.avg_pool2d(F.pad(ones, rest), self.kernel_size, self.stride)
        return sums / shares`,
};

const partialBatchNorm: Helper = {
  name: 'PartialBatchNorm',
  source: `class PartialBatchNorm(nn.modules.batchnorm._BatchNorm):
    """Batch normalization that learns a scale or a shift, and not the other."""

    def __init__(self, num_features, scale, shift, **kwargs):
        super().__init__(num_features, **kwargs)
        if not scale:
            self.register_parameter("weight", None)
        if not shift:
            self.register_parameter("bias", None)

    def _check_input_dim(self, x):
        pass`,
};

const layerNorm2d: Helper = {
  name: 'LayerNorm2d',
  source: `class LayerNorm2d(nn.LayerNorm):
    """Layer normalization over the channels, at each place by itself."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)`,
};

const flattenChannelsLast: Helper = {
  name: 'flatten_channels_last',
  source: `def flatten_channels_last(x):
    """Flattens rows, then columns, then channels: the order that the next weights were learned in."""
    return torch.flatten(x.permute(0, 2, 3, 1), 1)`,
};

const croppedConvTranspose2d: Helper = {
  name: 'CroppedConvTranspose2d',
  source: `class CroppedConvTranspose2d(nn.ConvTranspose2d):
    """A transposed convolution of which each side is cut by itself: crop=(left, right, top, bottom)."""

    def __init__(self, *args, crop, **kwargs):
        super().__init__(*args, **kwargs)
        self.crop = crop

    def forward(self, x):
        return F.pad(super().forward(x), tuple(-size for size in self.crop))`,
};

const depthToSpace: Helper = {
  name: 'depth_to_space',
  source: `def depth_to_space(x, block):
    """Channels as positions in TensorFlow's order: the channels of a position lie together."""
    x = x.unflatten(1, (block, block, -1)).permute(0, 3, 4, 1, 5, 2)
    return x.flatten(4, 5).flatten(2, 3)`,
};

const spaceToDepth: Helper = {
  name: 'space_to_depth',
  source: `def space_to_depth(x, block):
    """Positions as channels in TensorFlow's order: the channels of a position lie together."""
    x = x.unflatten(3, (-1, block)).unflatten(2, (-1, block))
    return x.permute(0, 3, 5, 1, 2, 4).flatten(1, 3)`,
};

const layerScale: Helper = {
  name: 'LayerScale',
  source: `class LayerScale(nn.Module):
    """A learned factor for each channel."""

    def __init__(self, channels, initial=1e-6):
        super().__init__()
        self.gamma = nn.Parameter(torch.full((channels,), float(initial)))

    def forward(self, x):
        return x * (self.gamma[:, None, None] if x.dim() == 4 else self.gamma)`,
};

const dropPath: Helper = {
  name: 'DropPath',
  source: `class DropPath(nn.Module):
    """In training, sets all values of an example to zero at this rate, and scales those of the others."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x
        shape = (x.shape[0],) + (1,) * (x.dim() - 1)
        return x * (torch.rand(shape, device=x.device) >= self.rate) / (1 - self.rate)`,
};

const gaussianNoise: Helper = {
  name: 'GaussianNoise',
  source: `class GaussianNoise(nn.Module):
    """Adds normal random numbers in training."""

    def __init__(self, deviation):
        super().__init__()
        self.deviation = deviation

    def forward(self, x):
        return x + self.deviation * torch.randn_like(x) if self.training else x`,
};

const classToken: Helper = {
  name: 'ClassToken',
  source: `class ClassToken(nn.Module):
    """Puts a learned position in front of the others."""

    def __init__(self, features):
        super().__init__()
        self.token = nn.Parameter(torch.zeros(features))

    def forward(self, x):
        return torch.cat([self.token.expand(x.shape[0], 1, -1), x], dim=1)`,
};

const positionEmbedding: Helper = {
  name: 'PositionEmbedding',
  source: `class PositionEmbedding(nn.Module):
    """Adds a learned vector to each position."""

    def __init__(self, positions, features):
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(positions, features))

    def forward(self, x):
        return x + self.positions`,
};

const multiHeadAttention: Helper = {
  name: 'MultiHeadAttention',
  source: `class MultiHeadAttention(nn.Module):
    """Attention of x to itself, or to other positions."""

    def __init__(self, features, heads, answering=None, bias=True):
        super().__init__()
        answering = features if answering is None else answering
        self.heads = heads
        self.query = nn.Linear(features, features, bias=bias)
        self.key = nn.Linear(answering, features, bias=bias)
        self.value = nn.Linear(answering, features, bias=bias)
        self.output = nn.Linear(features, features, bias=bias)

    def forward(self, x, other=None):
        other = x if other is None else other

        def in_heads(values):
            return values.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        query, key, value = self.query(x), self.key(other), self.value(other)
        y = F.scaled_dot_product_attention(in_heads(query), in_heads(key), in_heads(value))
        return self.output(y.transpose(1, 2).flatten(-2))`,
};

const ALL = [
  conv2dSame,
  paddedConv2d,
  separableConv2d,
  paddedMaxPool2d,
  paddedAvgPool2d,
  maxUnpool2d,
  partialBatchNorm,
  layerNorm2d,
  flattenChannelsLast,
  croppedConvTranspose2d,
  depthToSpace,
  spaceToDepth,
  layerScale,
  dropPath,
  gaussianNoise,
  sampling,
  classToken,
  positionEmbedding,
  embedding,
  multiHeadAttention,
  lstm,
  gru,
  sequenceConv1d,
  sequenceConvTranspose1d,
  sequenceMaxPool1d,
  sequenceAvgPool1d,
] as const;

export const HELPER_NAMES: readonly string[] = ALL.map(({ name }) => name);

/** The helpers that a source uses, in a fixed order. */
export function helpersIn(source: string): readonly Helper[] {
  return ALL.filter(({ name }) => new RegExp(`\\b${name}\\(`).test(source));
}
