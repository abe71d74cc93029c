import type { NetworkToExport } from '../../network-to-export';
import { pythonString } from '../../python/value';
import type { LayerNames } from '../names';

/** A sampled code of which training minimizes how far it is from the standard normal distribution. */
export interface SampledCode {
  /** Of the layer that gives it. */
  readonly name: string;
  /** β, with which the divergence counts in the loss. */
  readonly weight: number;
}

/** Those of a network that count, in order of computation. */
export function sampledCodes({ layers }: NetworkToExport, { nameOf }: LayerNames): readonly SampledCode[] {
  return layers.flatMap(({ path, layer, parameters: { klWeight } }) =>
    layer.addsLoss === true && typeof klWeight === 'number' && klWeight > 0
      ? [{ name: nameOf(path), weight: klWeight }]
      : [],
  );
}

/**
 * Functions of the exported file: the model with its divergences as further outputs, and the loss that they are. Empty: it samples nothing.
 *
 * Kingma and Welling 2014, appendix B: `-½ Σ (1 + log σ² - μ² - σ²)`.
 *
 * @param separator between the parts of names
 */
export function divergencesSource(codes: readonly SampledCode[], separator: string): string {
  if (codes.length === 0) return '';
  const names = codes.map(({ name }) => `    ${pythonString(name)},\n`).join('');
  return `# Layers that draw the code of a variational autoencoder.
SAMPLED = [
${names}]


class Divergence(keras.layers.Layer):
    """How far each example's code is from the standard normal distribution (Kullback-Leibler)."""

    def call(self, mean, log_variance):
        terms = 1 + log_variance - keras.ops.square(mean) - keras.ops.exp(log_variance)
        return -0.5 * keras.ops.sum(terms, axis=tuple(range(1, len(terms.shape))))


def with_divergences(model):
    """The model with the divergences of its codes as further outputs."""
    divergences = []
    for name in SAMPLED:
        mean = model.get_layer(name).input[0]
        log_variance = model.get_layer(f"{name}${separator}half").input
        divergence = Divergence(dtype="float32", name=f"{name}${separator}divergence")
        divergences.append(divergence(mean, log_variance))
    return keras.Model(model.inputs, [*model.outputs, *divergences])


def divergence_loss(_, divergence):
    return divergence
`;
}
