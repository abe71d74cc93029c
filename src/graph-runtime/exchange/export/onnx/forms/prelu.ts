import type { OnnxForm } from '../form';
import { perChannel } from '../layout';
import { existing } from '../one-operator';

/** `PRelu`. */
export const prelu: OnnxForm<{ readonly isShared: boolean }> = {
  type: 'prelu',
  write(builder, { isShared }, [input]) {
    const { name, shape } = existing(input);
    return builder.node('PRelu', [name, builder.weight('alpha', isShared ? {} : perChannel(shape))]);
  },
};
