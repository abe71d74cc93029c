/** Windows along a sequence `[batch, positions, channels]`: PyTorch's own have the channels before the positions. */

export const sequenceConv1d = {
  name: 'SequenceConv1d',
  source: `class SequenceConv1d(nn.Conv1d):
    """A convolution along [batch, positions, channels], with zeros at both ends: pad=(before, after)."""

    def __init__(self, *args, pad, **kwargs):
        super().__init__(*args, **kwargs)
        self.pad = pad

    def forward(self, x):
        return super().forward(F.pad(x.transpose(1, 2), self.pad)).transpose(1, 2)`,
};

export const sequenceConvTranspose1d = {
  name: 'SequenceConvTranspose1d',
  source: `class SequenceConvTranspose1d(nn.ConvTranspose1d):
    """A transposed convolution along [batch, positions, channels], cut at both ends: crop=(before, after)."""

    def __init__(self, *args, crop, **kwargs):
        super().__init__(*args, **kwargs)
        self.crop = crop

    def forward(self, x):
        y = super().forward(x.transpose(1, 2))
        return F.pad(y, tuple(-size for size in self.crop)).transpose(1, 2)`,
};

export const sequenceMaxPool1d = {
  name: 'SequenceMaxPool1d',
  source: `class SequenceMaxPool1d(nn.Module):
    """The largest value of each window along [batch, positions, channels]; padding never wins."""

    def __init__(self, kernel_size, stride, pad):
        super().__init__()
        self.kernel_size, self.stride, self.pad = kernel_size, stride, pad

    def forward(self, x):
        x = F.pad(x.transpose(1, 2), self.pad, value=float("-inf"))
        return F.max_pool1d(x, self.kernel_size, self.stride).transpose(1, 2)`,
};

export const sequenceAvgPool1d = {
  name: 'SequenceAvgPool1d',
  source: `class SequenceAvgPool1d(nn.Module):
    """The mean of each window along [batch, positions, channels]; padding does not count."""

    def __init__(self, kernel_size, stride, pad):
        super().__init__()
        self.kernel_size, self.stride, self.pad = kernel_size, stride, pad

    def forward(self, x):
        def means(values):
            return F.avg_pool1d(F.pad(values, self.pad), self.kernel_size, self.stride)

        x = x.transpose(1, 2)
        return (means(x) / means(torch.ones_like(x))).transpose(1, 2)`,
};
