/** Max unpooling beside the map that was pooled: `nn.MaxUnpool2d` takes the places of the maxima, which the pooling does not give out. */
export const maxUnpool2d = {
  name: 'MaxUnpool2d',
  source: `class MaxUnpool2d(nn.Module):
    """Puts values where the maxima of what was pooled are: pad=(left, right, top, bottom), which never win."""

    def __init__(self, kernel_size, stride, pad):
        super().__init__()
        self.kernel_size, self.stride, self.pad = kernel_size, stride, pad

    def forward(self, x, before):
        padded = F.pad(before, self.pad, value=float("-inf"))
        _, places = F.max_pool2d(padded, self.kernel_size, self.stride, return_indices=True)
        size = padded.shape[-2:]
        y = F.max_unpool2d(x, places, self.kernel_size, self.stride, output_size=size)
        return F.pad(y, tuple(-cells for cells in self.pad))`,
};
