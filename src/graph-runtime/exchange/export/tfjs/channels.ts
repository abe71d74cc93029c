import { constantOf, type TfjsBuilder } from './form';

/** Every `step`-th of `size` channels from `begin` on: a product with ones where a channel is taken, since no layer there takes a part. */
export function takenChannels(
  builder: TfjsBuilder,
  input: string,
  channels: number,
  { begin, size, step }: { readonly begin: number; readonly size: number; readonly step: number },
): string {
  const values = Array.from({ length: channels * size }, (_, at) =>
    Math.floor(at / size) === begin + (at % size) * step ? 1 : 0,
  );
  const kernel = constantOf(values, [channels, size]);
  return builder.layer('Dense', [input], { units: size, use_bias: false }, { kernel });
}
