import { existing, type TfjsBuilder, type TfjsForm } from '../form';

/** `relu6(x + 3) / 6`: the function of that name there is another one, `0.2 x + 0.5`. */
export function hardSigmoidOf(builder: TfjsBuilder, x: string): string {
  const shifted = builder.layer('Rescaling', [x], { scale: 1, offset: 3 });
  const limited = builder.layer('ReLU', [shifted], { max_value: 6 });
  return builder.layer('Rescaling', [limited], { scale: 1 / 6, offset: 0 });
}

export const hardSigmoid: TfjsForm = {
  type: 'hardSigmoid',
  write: (builder, _parameters, [input]) => hardSigmoidOf(builder, existing(input).name),
};
