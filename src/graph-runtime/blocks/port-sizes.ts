import { oncePer } from '../collections/once-per';
import type { BlockSpec } from '../document/document';
import type { TensorType } from '../layers/tensor-type';
import { type BlockTable, blockPorts } from './block-table';
import type { ExpressionScope } from './expression';

/** What is known of a value while blocks are expanded: its type, `muted` where nothing comes, null where a mistake hides it. */
export type KnownType = TensorType | 'muted' | null;

/** The types of what comes in, by input port. */
export type PortTypes = ReadonlyMap<string, KnownType>;

/** Names of axes, by the number of axes. The last one has both names, so that a block can do without knowing what it is given. */
const AXES: readonly (readonly (readonly string[])[])[] = [
  [],
  [['channels', 'features']],
  [['positions'], ['channels', 'features']],
  [['height'], ['width'], ['channels', 'features']],
];

/** Every name of a size, as it follows a port's name and a dot. */
const SIZE_NAMES = ['height', 'width', 'channels', 'positions', 'features'] as const;

const SIZE = new RegExp(`\\b([A-Za-z_]\\w*)\\.(?:${SIZE_NAMES.join('|')})\\b`, 'g');

/** The input ports of a block whose sizes its own expressions name. */
export const portsWithNamedSizes: (block: BlockSpec) => readonly string[] = oncePer((block) => {
  const { nodes, parameters } = block;
  const texts = [
    ...parameters.flatMap((parameter) => parameter.default),
    ...nodes.flatMap(({ parameters: own = {}, enabled, muted, repeat }) => [
      ...Object.values(own).flat(),
      ...[enabled, muted, repeat],
    ]),
  ];
  const named = new Set(
    texts
      .filter((text): text is string => typeof text === 'string' && text.startsWith('='))
      .flatMap((text) => Array.from(text.matchAll(SIZE), ([, port]) => port)),
  );
  return blockPorts(block).inputs.filter((port) => named.has(port));
});

/** Whether any block of a document names sizes: only then types are worked out while blocks are expanded. */
export function namesSizes(blocks: BlockTable): boolean {
  return blocks.names.some((name) => {
    const block = blocks.get(name);
    return block !== undefined && portsWithNamedSizes(block).length > 0;
  });
}

/**
 * The sizes that a block's expressions may use at one of its uses: `in.channels` and what else the port `in` has. A size that a mistake hides
 * is not a number (NaN), and an expression with it has no value; one that a type does not have is missing.
 */
export function portSizes(block: BlockSpec, types: PortTypes | undefined): ExpressionScope {
  const sizes = new Map<string, number>();
  for (const port of portsWithNamedSizes(block)) {
    const type = types?.get(port) ?? null;
    if (type === null || type === 'muted') {
      for (const name of SIZE_NAMES) sizes.set(`${port}.${name}`, Number.NaN);
      continue;
    }
    type.shape.forEach((size, axis) => {
      for (const name of AXES[type.shape.length]?.[axis] ?? []) sizes.set(`${port}.${name}`, size);
    });
  }
  return sizes;
}

/** Whether the same comes in. */
export function isSamePortTypes(a: PortTypes | undefined, b: PortTypes | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.size !== b.size) return false;
  for (const [port, type] of a) if (!b.has(port) || !isSameType(b.get(port) ?? null, type)) return false;
  return true;
}

/** Whether two values are known alike. */
export function isSameType(a: KnownType, b: KnownType): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === 'muted' || b === 'muted') return false;
  return a.shape.length === b.shape.length && a.shape.every((size, axis) => size === b.shape[axis]);
}
