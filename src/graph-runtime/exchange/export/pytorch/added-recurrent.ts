/** Recurrent layers by PyTorch's own functions: the weights are Netloom's, one bias or two. */

export const lstm = {
  name: 'Lstm',
  source: `class Lstm(nn.Module):
    """An LSTM over [batch, positions, features]: the output of every position, or of the last."""

    def __init__(self, features, units, sequences=False):
        super().__init__()
        self.sequences = sequences
        self.weight = nn.Parameter(torch.empty(4 * units, features))
        self.recurrent = nn.Parameter(torch.empty(4 * units, units))
        self.bias = nn.Parameter(torch.zeros(4 * units))
        nn.init.xavier_uniform_(self.weight)
        nn.init.uniform_(self.recurrent, -(units**-0.5), units**-0.5)

    def forward(self, x):
        start = x.new_zeros(1, len(x), self.recurrent.shape[1])
        weights = [self.weight, self.recurrent, self.bias, torch.zeros_like(self.bias)]
        y = torch.lstm(x, (start, start), weights, True, 1, 0.0, self.training, False, True)[0]
        return y if self.sequences else y[:, -1]`,
};

export const gru = {
  name: 'Gru',
  source: `class Gru(nn.Module):
    """A GRU over [batch, positions, features]: the state at every position, or the last."""

    def __init__(self, features, units, sequences=False):
        super().__init__()
        self.sequences = sequences
        self.weight = nn.Parameter(torch.empty(3 * units, features))
        self.recurrent = nn.Parameter(torch.empty(3 * units, units))
        self.bias = nn.Parameter(torch.zeros(2, 3 * units))
        nn.init.xavier_uniform_(self.weight)
        nn.init.uniform_(self.recurrent, -(units**-0.5), units**-0.5)

    def forward(self, x):
        def in_order(rows):
            update, reset, new = rows.chunk(3)
            return torch.cat([reset, update, new])

        start = x.new_zeros(1, len(x), self.recurrent.shape[1])
        weights = [in_order(rows) for rows in (self.weight, self.recurrent, *self.bias)]
        y = torch.gru(x, start, weights, True, 1, 0.0, self.training, False, True)[0]
        return y if self.sequences else y[:, -1]`,
};
