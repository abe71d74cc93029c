import type { OnnxBuilder, OnnxInput } from './form';
import { channelAxis, channelsFirst } from './layout';

/** The channels, read as a table of `groups` rows, column by column. */
export function shuffled(builder: OnnxBuilder, { name, shape }: OnnxInput, groups: number): string {
  const dims = channelsFirst(shape);
  const at = channelAxis(shape);
  const channels = shape.at(-1) ?? 1;
  const table = [0, ...dims];
  table.splice(at, 1, groups, channels / groups);
  const perm = table.map((_, axis) => axis);
  perm.splice(at, 2, at + 1, at);
  const read = builder.node('Reshape', [name, builder.integers(table)]);
  const turned = builder.node('Transpose', [read], { perm });
  return builder.node('Reshape', [turned, builder.integers([0, ...dims])]);
}
