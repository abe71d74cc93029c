import type { OptimizerSettings, TrainingSettings } from '../../../../settings/training-settings';
import { pythonText } from '../../python/value';

type Of<T extends OptimizerSettings['type']> = Extract<OptimizerSettings, { type: T }>;

/** What an optimizer is in Keras. */
export interface OptimizerSource {
  readonly className: string;
  readonly keywords: Readonly<Record<string, Parameters<typeof pythonText>[0]>>;
  /** Weight decay that is added to the gradients, which Keras has in no optimizer. */
  readonly addedDecay: number;
  /**
   * Of an optimizer that Keras does not have: the source of its class (a `keras.optimizers.Optimizer` with `update_step`), which is written in front.
   * `className` is its name.
   */
  readonly definition?: string;
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

/** The optimizer of a document's settings, in the exported file. */
export function optimizerSource(
  settings: Pick<TrainingSettings, 'optimizer' | 'decayedWeights'>,
  hasRateFactors: boolean,
): string {
  return classSource(sourceOf(settings.optimizer), settings, hasRateFactors);
}

/**
 * The class `Optimizer` of the exported file, and the function that makes it. Where only kernels decay, weights with one axis are left out; where some
 * have another rate, their decay goes by it, too.
 */
export function classSource(
  { className, keywords, addedDecay, definition }: OptimizerSource,
  { optimizer, decayedWeights }: Pick<TrainingSettings, 'optimizer' | 'decayedWeights'>,
  hasRateFactors: boolean,
): string {
  const { weight_decay: decoupled } = keywords;
  const ownDecay = hasRateFactors && decoupled !== undefined && decoupled !== 0;
  const isKernelsOnly = decayedWeights === 'kernels' && optimizer.weightDecay > 0;
  // AdamW decays by 0.004 where nothing is said.
  const written = Object.entries(ownDecay ? { ...keywords, weight_decay: 0 } : keywords).map(
    ([name, value]) => `, ${name}=${pythonText(value)}`,
  );
  const base = definition === undefined ? `keras.optimizers.${className}` : className;
  const methods = [
    ...(isKernelsOnly && addedDecay === 0 && !ownDecay ? [EXCLUSION] : []),
    ...(hasRateFactors ? [updateStep(ownDecay ? decoupled : null, isKernelsOnly)] : []),
    applying(addedDecay, isKernelsOnly),
  ];
  return `${definition === undefined ? '' : `${definition}\n\n`}class Optimizer(${base}):
    """${definition === undefined ? "Keras's own" : 'The same'}, on gradients as Netloom takes them."""

${methods.join('\n')}

def make_optimizer():
    return Optimizer(learning_rate=LEARNING_RATE${written.join('')})
`;
}

const EXCLUSION = `    def build(self, variables):
        self.exclude_from_weight_decay([v for v in variables if len(v.shape) < 2])
        super().build(variables)
`;

function updateStep(decay: Parameters<typeof pythonText>[0] | null, isKernelsOnly: boolean): string {
  const indent = isKernelsOnly ? '            ' : '        ';
  const line = `${indent}variable.assign_sub(variable * (${decay === null ? 0 : pythonText(decay)} * rate))\n`;
  const decaying =
    decay === null ? '' : `${isKernelsOnly ? '        if len(variable.shape) > 1:\n' : ''}${line}`;
  return `    def update_step(self, gradient, variable, learning_rate):
        # What comes is the variable of TensorFlow, which has no path.
        named = self._trainable_variables[self._get_variable_index(variable)]
        rate = learning_rate * rate_factor(named)
${decaying}        super().update_step(gradient, variable, rate)
`;
}

function applying(addedDecay: number, isKernelsOnly: boolean): string {
  const own = isKernelsOnly ? ' if len(v.shape) > 1 else g' : '';
  const decay =
    addedDecay === 0
      ? ''
      : `        gradients = [g + ${addedDecay} * v${own} for g, v in zip(gradients, self._trainable_variables)]\n`;
  return `    def apply(self, gradients, trainable_variables=None):
        if trainable_variables is not None:
            self.build(trainable_variables) if not self.built else None
        if CLIP_NORM is not None:
            gradients = clip(gradients)
${decay}        return super().apply(gradients, trainable_variables)
`;
}
