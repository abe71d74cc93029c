import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { coveredCells, type WindowAxis } from '../../../../layers/window';
import { padsOf } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/**
 * `AveragePool`. Cells that only rounding up needs count nowhere; where padding does count, the operator counts them as padding, and its
 * means are corrected.
 */
export const averagePooling2d: OnnxForm<PoolingParameters & { readonly countIncludePadding: boolean }> = {
  type: 'averagePooling2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const window = poolingWindow(parameters, shape);
    const { countIncludePadding } = parameters;
    const means = builder.node('AveragePool', [name], {
      kernel_shape: parameters.poolSize,
      strides: parameters.strides,
      pads: padsOf(window),
      count_include_pad: countIncludePadding ? 1 : 0,
    });
    if (!countIncludePadding) return means;
    const { height, width } = window;
    const rows = corrected(height) ? builder.floats(corrections(height), [height.output, 1]) : null;
    const columns = corrected(width) ? builder.floats(corrections(width), [width.output]) : null;
    const factors = [rows, columns].filter((factor): factor is string => factor !== null);
    return factors.reduce((value, factor) => builder.node('Mul', [value, factor]), means);
  },
};

/** Cells of a window over the cells that count, for each position along an axis. */
function corrections(axis: WindowAxis): readonly number[] {
  return coveredCells(axis, true).map((cells) => axis.kernel / cells);
}

function corrected(axis: WindowAxis): boolean {
  return corrections(axis).some((factor) => factor !== 1);
}
