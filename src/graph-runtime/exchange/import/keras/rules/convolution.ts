import type { BuiltNode } from '../../network/built-node';
import { CannotMap, type GivenParameters } from '../../network/network-builder';
import { reshaped } from '../../network/weight-values';
import { activationName, withActivation } from '../activation';
import { initializerOf } from '../initializers';
import type { KerasLayer, KerasRule } from '../layer';

/** Kernels are `[height, width, in, out]` in both. */
export const convolution: KerasRule = {
  classes: ['Conv2D', 'Convolution2D', 'DepthwiseConv2D', 'SeparableConv2D', 'Conv2DTranspose'],
  map(layer) {
    const useBias = layer.flag('use_bias', true);
    const bias = useBias ? ([['bias', 'bias']] as const) : [];
    const window = {
      kernelSize: layer.pair('kernel_size', 3),
      strides: layer.pair('strides', 1),
      padding: layer.padding,
      useBias,
    };
    const dilationRate = layer.pair('dilation_rate', 1);
    const multiplier = { depthMultiplier: layer.number('depth_multiplier', 1) };
    const filters = layer.number('filters', 1);
    const end = (node: BuiltNode) => withActivation(layer, activationName(layer), node);
    const start = (name: 'kernel' | 'depthwise' | 'pointwise') =>
      initializerOf(layer, `${name}_initializer`, `${name}Initializer`);
    switch (layer.source.className) {
      case 'DepthwiseConv2D': {
        const weights = layer.weights([['kernel', kernelName(layer)], ...bias]);
        return end(
          layer.add(
            'depthwiseConv2d',
            { ...window, dilationRate, ...multiplier, ...start('depthwise') },
            weights,
          ),
        );
      }
      case 'SeparableConv2D': {
        const weights = layer.weights([
          ['depthwiseKernel', 'depthwise_kernel'],
          ['pointwiseKernel', 'pointwise_kernel'],
          ...bias,
        ]);
        return end(
          layer.add(
            'separableConv2d',
            { ...window, dilationRate, ...multiplier, filters, ...start('depthwise'), ...start('pointwise') },
            weights,
          ),
        );
      }
      case 'Conv2DTranspose': {
        const weights = layer.weights([['kernel', 'kernel'], ...bias]);
        const sides = transposedSides(layer);
        return end(
          layer.add('conv2dTranspose', { ...window, ...sides, filters, ...start('kernel') }, weights),
        );
      }
      default: {
        const weights = layer.weights([['kernel', 'kernel'], ...bias]);
        const groups = layer.number('groups', 1);
        return end(
          layer.add('conv2d', { ...window, dilationRate, filters, groups, ...start('kernel') }, weights),
        );
      }
    }
  },
};

/** With `output_padding`, what a kernel shorter than the stride does not reach is no longer added. */
function transposedSides(layer: KerasLayer): GivenParameters {
  if (layer.numbers('output_padding') === undefined) return {};
  // The backends of Keras disagree about where `same` cuts.
  if (layer.padding === 'same') throw new CannotMap('attributes', 'output_padding');
  return { padding: [0, 0, 0, 0], outputPadding: layer.pair('output_padding', 0) };
}

/** Keras 3 calls it `kernel`, all others `depthwise_kernel`. */
function kernelName(layer: KerasLayer): string {
  return layer.tensors.some(({ name }) => /(^|\/)kernel(:\d+)?$/.test(name)) ? 'kernel' : 'depthwise_kernel';
}

/** Of vectors and sequences; of images it is a convolution of single pixels. */
export const dense: KerasRule = {
  classes: ['Dense'],
  map(layer) {
    const useBias = layer.flag('use_bias', true);
    const units = layer.number('units', 1);
    const bias = useBias ? ([['bias', 'bias']] as const) : [];
    const weights = layer.weights([['kernel', 'kernel'], ...bias]);
    const end = (node: BuiltNode) => withActivation(layer, activationName(layer), node);
    const start = initializerOf(layer, 'kernel_initializer', 'kernelInitializer');
    if (layer.input.shape.length < 3) return end(layer.add('dense', { units, useBias, ...start }, weights));
    const { kernel, ...rest } = weights;
    if (kernel === undefined) throw new CannotMap('computed-weights');
    const pointwise = { ...rest, kernel: reshaped(kernel, [1, 1, ...kernel.shape]) };
    return end(layer.add('conv2d', { filters: units, kernelSize: [1, 1], useBias, ...start }, pointwise));
  },
};
