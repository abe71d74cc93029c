import { axesIn } from '../../../../layers/reduce';
import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, type PytorchForm } from '../form';
import { networkAxes } from '../layout';

const FUNCTIONS: Readonly<Record<string, string>> = {
  avg: 'torch.mean',
  max: 'torch.amax',
  sum: 'torch.sum',
  norm: 'torch.linalg.vector_norm',
};

/** `torch.mean`, `torch.amax`, `torch.sum` or a norm over axes. */
export const reduce: PytorchForm<{
  readonly operation: string;
  readonly axes: string;
  readonly keepDimensions: boolean;
}> = {
  type: 'reduce',
  write({ operation, axes, keepDimensions }, inputs) {
    const shape = firstShape(inputs);
    const layout = networkAxes(shape.length);
    const over = axesIn(shape, axes).map((axis) => 1 + layout.indexOf(axis));
    const keep = keepDimensions ? ', keepdim=True' : '';
    const call = [
      `${FUNCTIONS[operation] ?? 'torch.mean'}(`,
      input(0),
      `, dim=(${over.join(', ')},)${keep})`,
    ];
    if (keepDimensions) return [expression(...call)];
    if (over.length === shape.length) return [expression(...call, '[:, None]')];
    // Without height or width, an image is a sequence, whose channels are last.
    const isTurned = shape.length === 3 && over.length === 1 && over[0] !== 1;
    return [expression(...call, ...(isTurned ? ['.transpose(1, 2)'] : []))];
  },
};
