import { existing, type TfjsBuilder, type TfjsInput } from './form';

/** A layer of several values, which count as having the same axes: a vector beside images becomes one pixel of them. */
export function merged(builder: TfjsBuilder, className: string, inputs: readonly TfjsInput[]): string {
  if (inputs.length === 1) return existing(inputs[0]).name;
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  const names = inputs.map(({ name, shape }) => {
    if (shape.length === rank) return name;
    const ones = new Array<number>(rank - shape.length).fill(1);
    return builder.layer('Reshape', [name], { target_shape: [...ones, ...shape] });
  });
  return builder.layer(className, names);
}
