import type { OptimizerSettings, TrainingSettings } from '../../../../settings/training-settings';
import { pythonText } from '../../python/value';

type Of<T extends OptimizerSettings['type']> = Extract<OptimizerSettings, { type: T }>;

/** The call that makes each optimizer, whose formulas are PyTorch's own; Lion is a class of the exported file. */
const calls: { readonly [T in OptimizerSettings['type']]: (settings: Of<T>) => string } = {
  sgd: ({ weightDecay }) => call('torch.optim.SGD', { weight_decay: weightDecay }),
  momentum: ({ momentum, nesterov, weightDecay }) =>
    call('torch.optim.SGD', { momentum, nesterov: nesterov && momentum > 0, weight_decay: weightDecay }),
  adam: ({ beta1, beta2, epsilon, weightDecay }) =>
    call('torch.optim.Adam', { betas: [beta1, beta2], eps: epsilon, weight_decay: weightDecay }),
  adamw: ({ beta1, beta2, epsilon, weightDecay }) =>
    call('torch.optim.AdamW', { betas: [beta1, beta2], eps: epsilon, weight_decay: weightDecay }),
  rmsprop: ({ rho, momentum, epsilon, centered, weightDecay }) =>
    call('torch.optim.RMSprop', { alpha: rho, eps: epsilon, momentum, centered, weight_decay: weightDecay }),
  adagrad: ({ initialAccumulator, epsilon, weightDecay }) =>
    call('torch.optim.Adagrad', {
      initial_accumulator_value: initialAccumulator,
      eps: epsilon,
      weight_decay: weightDecay,
    }),
  lion: ({ beta1, beta2, weightDecay }) => call('Lion', { betas: [beta1, beta2], weight_decay: weightDecay }),
};

function call(callee: string, keywords: Readonly<Record<string, Parameters<typeof pythonText>[0]>>): string {
  const written = Object.entries(keywords).map(([name, value]) => `${name}=${pythonText(value)}`);
  return `${callee}(parameters, lr=LEARNING_RATE, ${written.join(', ')})`;
}

/** `torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum=0.9)`. */
function optimizerCall<T extends OptimizerSettings['type']>(settings: Of<T> & { readonly type: T }): string {
  return calls[settings.type](settings);
}

/**
 * The function `make_optimizer` of the exported file. Weights with another rate, and where only kernels decay those of a single axis, are
 * groups.
 */
export function optimizerFunction(
  { optimizer, decayedWeights }: Pick<TrainingSettings, 'optimizer' | 'decayedWeights'>,
  hasRateFactors: boolean,
): string {
  const isKernelsOnly = decayedWeights === 'kernels' && optimizer.weightDecay > 0;
  if (!hasRateFactors && !isKernelsOnly) {
    return `def make_optimizer(model):
    parameters = [weight for weight in model.parameters() if weight.requires_grad]
    return ${optimizerCall(optimizer)}
`;
  }
  const factor = hasRateFactors ? 'rate_factor(name)' : '1';
  const decays = isKernelsOnly ? 'weight.ndim > 1' : 'True';
  return `${hasRateFactors ? RATE_FACTOR : ''}def make_optimizer(model):
    """Weights that learn and decay alike are a group."""
    groups = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            groups.setdefault((${factor}, ${decays}), []).append(weight)
    parameters = [
        {"params": weights, "factor": factor, **({} if decays else {"weight_decay": 0})}
        for (factor, decays), weights in groups.items()
    ]
    return ${optimizerCall(optimizer)}
`;
}

const RATE_FACTOR = `def rate_factor(name):
    parts = [part for part in RATE_FACTORS if name.startswith(f"{part}.")]
    return RATE_FACTORS[max(parts, key=len)] if parts else 1


`;

/** What the exported file needs in front for an optimizer that PyTorch does not have. */
export function optimizerSource({ type }: OptimizerSettings): string {
  return type === 'lion' ? LION : '';
}

const LION = `class Lion(torch.optim.Optimizer):
    """Steps of one size, in the direction of the sign of an average of gradients (Chen et al. 2023)."""

    def __init__(self, parameters, lr, betas, weight_decay):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                mean = self.state[p].setdefault("mean", torch.zeros_like(p))
                direction = torch.sign(beta1 * mean + (1 - beta1) * p.grad)
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                mean.mul_(beta2).add_(p.grad, alpha=1 - beta2)
`;
