import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, type PytorchForm } from '../form';
import { channelAxis } from '../layout';

/** The sum of the products, or `torch.cosine_similarity`. */
export const dot: PytorchForm<{ readonly normalize: boolean }> = {
  type: 'dot',
  write({ normalize }, inputs) {
    const axis = channelAxis(firstShape(inputs));
    if (!normalize) return [expression('(', input(0), ' * ', input(1), `).sum(dim=${axis}, keepdim=True)`)];
    const call = ['torch.cosine_similarity(', input(0), ', ', input(1), `, dim=${axis})`] as const;
    return [expression(...call, `.unsqueeze(${axis})`)];
  },
};
