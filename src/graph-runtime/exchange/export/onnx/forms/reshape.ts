import type { OnnxForm } from '../form';
import { fromNetworkOrder, inNetworkOrder } from '../layout';
import { existing } from '../one-operator';

/** `Reshape`, in the order in which the network has its values. */
export const reshape: OnnxForm<{ readonly targetShape: readonly number[] }> = {
  type: 'reshape',
  write: (builder, { targetShape }, [input]) =>
    fromNetworkOrder(builder, inNetworkOrder(builder, existing(input)), targetShape),
};
