import type { BuiltNode } from '../../network/built-node';
import { CannotMap } from '../../network/network-builder';
import { filled, type SourceTensor } from '../../network/weight-values';
import type { KerasLayer, KerasRule } from '../layer';

/** On running statistics; scale and shift may be missing. */
export const normalization: KerasRule = {
  classes: ['BatchNormalization', 'BatchNormalizationV1', 'LayerNormalization'],
  map(layer) {
    const isBatch = layer.source.className.startsWith('Batch');
    const [axis = -1] = layer.numbers('axis') ?? [];
    const rank = layer.input.shape.length;
    const wanted = isBatch && layer.context.isChannelsFirst && rank === 3 ? 1 : rank;
    if (axis !== -1 && axis !== wanted) throw new CannotMap('attributes', `axis ${axis}`);
    const [center, scale] = [layer.flag('center', true), layer.flag('scale', true)];
    const learned = [
      ...(scale ? ([['gamma', 'gamma']] as const) : []),
      ...(center ? ([['beta', 'beta']] as const) : []),
    ];
    const epsilon = layer.number('epsilon', 1e-3);
    if (!isBatch) {
      if (layer.flag('rms_scaling', false)) throw new CannotMap('attributes', 'rms_scaling');
      return layer.add('layerNormalization', { epsilon }, scaleAndShift(layer));
    }
    const weights = layer.weights([
      ...learned,
      ['movingMean', 'moving_mean'],
      ['movingVariance', 'moving_variance'],
    ]);
    const parameters = { epsilon, momentum: layer.number('momentum', 0.99), center, scale };
    return layer.add('batchNormalization', parameters, weights);
  },
};

/** Of groups of channels; where each channel is a group, it is instance normalization. */
export const groupNormalization: KerasRule = {
  classes: ['GroupNormalization'],
  map(layer) {
    requireLastAxis(layer);
    const channels = layer.input.shape.at(-1) ?? 1;
    const given = layer.number('groups', 32);
    const groups = given === -1 ? channels : given;
    const epsilon = layer.number('epsilon', 1e-3);
    if (groups !== channels || layer.input.shape.length !== 3)
      return layer.add('groupNormalization', { groups, epsilon }, scaleAndShift(layer));
    const isAffine = layer.flag('center', true) || layer.flag('scale', true);
    return layer.add('instanceNormalization', { isAffine, epsilon }, isAffine ? scaleAndShift(layer) : {});
  },
};

export const rmsNormalization: KerasRule = {
  classes: ['RMSNormalization'],
  map(layer): BuiltNode {
    requireLastAxis(layer);
    const epsilon = layer.number('epsilon', 1e-6);
    return layer.add('rmsNormalization', { epsilon }, layer.weights([['gamma', 'scale']]));
  },
};

function requireLastAxis(layer: KerasLayer): void {
  const axes = layer.numbers('axis') ?? [-1];
  const [axis = -1] = axes;
  const isLast = axes.length === 1 && (axis === -1 || axis === layer.input.shape.length);
  if (!isLast) throw new CannotMap('attributes', `axis ${axes}`);
}

/** Both, of which Keras may leave out one: then it is 1, or 0. */
function scaleAndShift(layer: KerasLayer): Readonly<Record<string, SourceTensor>> {
  const [center, scale] = [layer.flag('center', true), layer.flag('scale', true)];
  const shape = [layer.input.shape.at(-1) ?? 1];
  const learned = layer.weights([
    ...(scale ? ([['gamma', 'gamma']] as const) : []),
    ...(center ? ([['beta', 'beta']] as const) : []),
  ]);
  return { gamma: filled('', shape, 1), beta: filled('', shape, 0), ...learned };
}
