import { biasIf, existing, type TfjsForm, weightOf } from '../form';

/** `Dense`. */
export const dense: TfjsForm<{ readonly units: number; readonly useBias: boolean }> = {
  type: 'dense',
  write(builder, { units, useBias }, [input]) {
    const weights = { kernel: weightOf('kernel'), ...biasIf(useBias) };
    return builder.layer('Dense', [existing(input).name], { units, use_bias: useBias }, weights);
  },
};
