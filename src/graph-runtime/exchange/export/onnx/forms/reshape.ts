import type { OnnxForm } from '../form';
import { fromNetworkOrder, inNetworkOrder } from '../layout';
import { existing } from '../one-operator';

/** `Reshape`, in the order in which the network has its values. */
export const reshape: OnnxForm = {
  type: 'reshape',
  write: (builder, _parameters, [input]) =>
    fromNetworkOrder(builder, inNetworkOrder(builder, existing(input)), builder.output.shape),
};
