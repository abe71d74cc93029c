/** The middle of a variational autoencoder. */
export const sampling = {
  name: 'Sampling',
  source: `class Sampling(nn.Module):
    """The code of a variational autoencoder: drawn in training, its mean otherwise.

    Training minimizes \`added_loss\`, too: how far each example's code is from the standard normal distribution.
    """

    def __init__(self, kl_weight):
        super().__init__()
        self.kl_weight = kl_weight

    def forward(self, mean, log_variance):
        if not self.training:
            return mean
        divergence = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).flatten(1).sum(dim=1)
        self.added_loss = self.kl_weight * divergence
        return mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)`,
};
