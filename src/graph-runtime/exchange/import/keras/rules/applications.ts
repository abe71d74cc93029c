import { CannotMap } from '../../network/network-builder';
import type { KerasLayer, KerasRule } from '../layer';
import { rescaled } from '../operators';

/** A learned factor for each channel: ConvNeXt's. */
export const layerScale: KerasRule = {
  classes: ['LayerScale'],
  map: (layer) => layer.add('layerScale', {}, layer.weights([['gamma', 'gamma']])),
};

/** `a + scale · b`: Inception-ResNet's. */
export const scaledSum: KerasRule = {
  classes: ['CustomScaleLayer'],
  map(layer) {
    const [first, second] = layer.inputs;
    if (first === undefined || second === undefined) throw new CannotMap('attributes', 'inputs');
    const scaled = layer.add('rescaling', { scale: layer.number('scale', 1) }, {}, [second]);
    return layer.add('add', {}, {}, [first, scaled]);
  },
};

/** By the mean and variance of a data set, which the file has as numbers or, where they were computed (`adapt`), as tensors. */
export const normalizedInput: KerasRule = {
  classes: ['Normalization'],
  map(layer) {
    if (layer.flag('invert', false)) throw new CannotMap('attributes', 'invert');
    const [axis = -1] = layer.numbers('axis') ?? [];
    const { shape } = layer.input;
    const isOfChannels = axis === -1 || axis === shape.length;
    const [means, variances] = [numbersOf(layer, 'mean'), numbersOf(layer, 'variance')];
    if (means.length !== variances.length) throw new CannotMap('shape', 'mean, variance');
    if (means.length > 1 && (!isOfChannels || layer.context.isChannelsFirst))
      throw new CannotMap('attributes', `axis ${axis}`);
    // Keras divides by no deviation below its epsilon.
    const deviations = variances.map((variance) => Math.max(Math.sqrt(variance), 1e-7));
    return rescaled(
      layer,
      deviations.map((deviation) => 1 / deviation),
      means.map((mean, at) => -mean / (deviations[at] ?? 1)),
    );
  },
};

function numbersOf(layer: KerasLayer, name: string): readonly number[] {
  const given = layer.numbers(name);
  if (given !== undefined) return given;
  // In their order: mean, variance, and how many values they are of.
  const names = [
    ['mean', 'mean'],
    ['variance', 'variance'],
  ] as const;
  const tensor = layer.weights(names)[name];
  if (tensor === undefined) throw new CannotMap('computed-weights', name);
  return Array.from(tensor.values());
}
