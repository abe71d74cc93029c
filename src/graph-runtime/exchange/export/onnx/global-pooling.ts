import type { OnnxForm } from './form';
import { nameOf } from './one-operator';

/** A pooling over the whole image, whose two axes of size 1 may be dropped. */
export function globalPooling(
  type: string,
  operator: string,
): OnnxForm<{ readonly keepDimensions: boolean }> {
  return {
    type,
    write(builder, { keepDimensions }, [input]) {
      const pooled = builder.node(operator, [nameOf(input)]);
      return keepDimensions ? pooled : builder.node('Flatten', [pooled], { axis: 1 });
    },
  };
}
