import type { OptimizerSettings, TrainingSettings } from '../../../../settings/training-settings';
import { pythonText } from '../../python/value';

type Of<T extends OptimizerSettings['type']> = Extract<OptimizerSettings, { type: T }>;

interface OptimizerSource {
  readonly className: string;
  readonly keywords: Readonly<Record<string, Parameters<typeof pythonText>[0]>>;
  /** Weight decay that is added to the gradients, which Keras has in no optimizer. */
  readonly addedDecay: number;
}

/** The class of each optimizer with its arguments. Where Keras has epsilon under the root, its square is given. */
const sources: { readonly [T in OptimizerSettings['type']]: (settings: Of<T>) => OptimizerSource } = {
  sgd: ({ weightDecay }) => source('SGD', {}, weightDecay),
  momentum: ({ momentum, nesterov, weightDecay }) =>
    source('SGD', { momentum, nesterov: nesterov && momentum > 0 }, weightDecay),
  adam: ({ beta1, beta2, epsilon, weightDecay }) =>
    source('Adam', { beta_1: beta1, beta_2: beta2, epsilon }, weightDecay),
  adamw: ({ beta1, beta2, epsilon, weightDecay }) =>
    source('AdamW', { beta_1: beta1, beta_2: beta2, epsilon, weight_decay: weightDecay }, 0),
  rmsprop: ({ rho, momentum, epsilon, centered, weightDecay }) =>
    source('RMSprop', { rho, momentum, epsilon: epsilon * epsilon, centered }, weightDecay),
  adagrad: ({ initialAccumulator, epsilon, weightDecay }) =>
    source(
      'Adagrad',
      { initial_accumulator_value: initialAccumulator, epsilon: epsilon * epsilon },
      weightDecay,
    ),
  lion: ({ beta1, beta2, weightDecay }) =>
    source('Lion', { beta_1: beta1, beta_2: beta2, weight_decay: weightDecay }, 0),
};

function source(
  className: string,
  keywords: OptimizerSource['keywords'],
  addedDecay: number,
): OptimizerSource {
  return { className, keywords, addedDecay };
}

function sourceOf<T extends OptimizerSettings['type']>(
  settings: Of<T> & { readonly type: T },
): OptimizerSource {
  return sources[settings.type](settings);
}

/** The class `Optimizer` of the exported file, and the function that makes it. Where only kernels decay, those with one axis are left out. */
export function optimizerSource({
  optimizer,
  decayedWeights,
}: Pick<TrainingSettings, 'optimizer' | 'decayedWeights'>): string {
  const { className, keywords, addedDecay } = sourceOf(optimizer);
  const isKernelsOnly = decayedWeights === 'kernels' && optimizer.weightDecay > 0;
  const written = Object.entries(keywords).map(([name, value]) => `, ${name}=${pythonText(value)}`);
  const decay =
    addedDecay === 0
      ? ''
      : `        gradients = [g + ${addedDecay} * v${isKernelsOnly ? ' if len(v.shape) > 1 else g' : ''} for g, v in zip(gradients, self._trainable_variables)]\n`;
  const exclusion =
    isKernelsOnly && addedDecay === 0
      ? `
    def build(self, variables):
        self.exclude_from_weight_decay([v for v in variables if len(v.shape) < 2])
        super().build(variables)
`
      : '';
  return `class Optimizer(keras.optimizers.${className}):
    """Keras's own, on gradients as Netloom takes them."""
${exclusion}
    def apply(self, gradients, trainable_variables=None):
        if trainable_variables is not None:
            self.build(trainable_variables) if not self.built else None
        if CLIP_NORM is not None:
            gradients = clip(gradients)
${decay}        return super().apply(gradients, trainable_variables)


def make_optimizer():
    return Optimizer(learning_rate=LEARNING_RATE${written.join('')})
`;
}
