import type { ClassArguments } from './class-arguments';
import type { LayerWriter } from './piece';
import type { ScopeUse } from './scope';

/** Names for sizes of images that differ from use to use of a block: `H`, `H/2`. */
interface AxisNames {
  readonly sizes: readonly (readonly [string, readonly number[]])[][];
}

/** Height and width of what enters first, and their halves. */
export function axisNames(uses: readonly ScopeUse[]): AxisNames {
  const named = (axis: number, name: string) =>
    [1, 2, 4].map((factor): readonly [string, readonly number[]] => {
      const sizes = uses.map(({ inputs: [input] }) => Math.ceil((input?.type.shape[axis] ?? 0) / factor));
      return [factor === 1 ? name : `${name}/${factor}`, sizes];
    });
  return { sizes: [named(0, 'H'), named(1, 'W')] };
}

/** `[N, 64, 28, 28]`; what differs from use to use has a name. Undefined shapes are those of uses without it. */
export function shapeText(
  shapes: readonly (readonly number[] | undefined)[],
  { sizes }: AxisNames,
  table: ClassArguments,
  writer: LayerWriter,
): string {
  const [first] = shapes.filter((shape) => shape !== undefined);
  if (first === undefined) return '';
  const axes = first.map((size, axis): number | string => {
    const column = shapes.map((shape) => shape?.[axis]);
    if (column.every((one) => one === undefined || one === size)) return size;
    const isImage = first.length === 3 && axis < 2;
    const known = isImage
      ? sizes[axis]?.find(([, values]) =>
          column.every((one, index) => one === undefined || one === values[index]),
        )?.[0]
      : table.known(column);
    return known ?? (isImage ? (axis === 0 ? "H'" : "W'") : 'C');
  });
  return `[${['N', ...writer.shapeOf(axes)].join(', ')}]`;
}
