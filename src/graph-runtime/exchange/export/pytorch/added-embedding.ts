/** `nn.Embedding` for values that are no indices yet. */
export const embedding = {
  name: 'Embedding',
  source: `class Embedding(nn.Embedding):
    """A learned vector for each value: of the number \`scale\` times the value, rounded, within the table."""

    def __init__(self, num_embeddings, embedding_dim, scale=1):
        super().__init__(num_embeddings, embedding_dim)
        self.scale = scale

    def forward(self, x):
        if x.dim() > 2:
            x = x.squeeze(1 if x.dim() == 4 else 2)
        index = torch.floor(x * self.scale + 0.5).clamp(0, self.num_embeddings - 1)
        y = super().forward(index.long())
        return y.permute(0, 3, 1, 2) if y.dim() == 4 else y`,
};
