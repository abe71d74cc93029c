import { similarity } from '../compare-pairs';
import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';

/** `ReduceSum` of the product, by the lengths where it is normalized. */
export const dot: OnnxForm<{ readonly normalize: boolean }> = {
  type: 'dot',
  write(builder, { normalize }, [a, b]) {
    if (a === undefined || b === undefined) throw new Error('two inputs are needed');
    return similarity(builder, [a.name, b.name], channelAxis(a.shape), normalize);
  },
};
