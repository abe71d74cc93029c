import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, type PytorchForm } from '../form';
import { channelAxis } from '../layout';

/** A norm of the difference, or 1 minus `torch.cosine_similarity`. */
export const distance: PytorchForm<{ readonly measure: string }> = {
  type: 'distance',
  write({ measure }, inputs) {
    const axis = channelAxis(firstShape(inputs));
    if (measure === 'cosine') {
      const call = ['1 - torch.cosine_similarity(', input(0), ', ', input(1), `, dim=${axis})`] as const;
      return [expression(...call, `.unsqueeze(${axis})`)];
    }
    if (measure === 'squared') {
      return [expression('(', input(0), ' - ', input(1), `).square().sum(dim=${axis}, keepdim=True)`)];
    }
    const order = measure === 'manhattan' ? 'ord=1, ' : '';
    const ending = `, ${order}dim=${axis}, keepdim=True)`;
    return [expression('torch.linalg.vector_norm(', input(0), ' - ', input(1), ending)];
  },
};
