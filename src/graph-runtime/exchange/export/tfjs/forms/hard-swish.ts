import { existing, type TfjsForm } from '../form';
import { hardSigmoidOf } from './hard-sigmoid';

/** `x · hardSigmoid(x)`. */
export const hardSwish: TfjsForm = {
  type: 'hardSwish',
  write(builder, _parameters, [input]) {
    const { name } = existing(input);
    return builder.layer('Multiply', [name, hardSigmoidOf(builder, name)]);
  },
};
