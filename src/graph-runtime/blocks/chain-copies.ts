import type { PortDescription } from '../layers/layer';
import type { EdgeOrigin, FlatEndpoint } from './flat-graph';
import { BROKEN, bindFragment, connect, type Fragment, FragmentBuilder, type Source } from './fragment';

/** One copy of a repeated node, not yet wired to its neighbors. */
export interface Copy {
  readonly path: string;
  readonly fragment: Fragment;
}

export interface CopyChain {
  readonly merged: FragmentBuilder;
  readonly exits: ReadonlyMap<string, Source>;
  /** For a layer: the flat endpoints that a wire into each of its input ports leads to. */
  readonly entries: ReadonlyMap<string, readonly FlatEndpoint[]>;
}

/**
 * Puts the copies of a node in a row: the first output of each feeds the first input of the next. What is wired to
 * another input port feeds all copies alike, and what leaves the last copy leaves the whole.
 */
export function chainCopies(
  copies: readonly Copy[],
  inputs: readonly PortDescription[],
  outputs: readonly string[],
  isLayer: boolean,
  origin: EdgeOrigin,
): CopyChain {
  const [firstInput] = inputs;
  const [firstOutput] = outputs;
  const merged = new FragmentBuilder();
  const entries = new Map<string, FlatEndpoint[]>(inputs.map((port) => [port.name, []]));
  let before: Source = { kind: 'port', port: firstInput?.name ?? '', via: [] };
  let exits: ReadonlyMap<string, Source> = new Map();
  for (const { path, fragment } of copies) {
    // A copy through which nothing comes leaves nothing for those after it to do.
    if (before.kind === 'muted') break;
    const carried = before;
    const bound = bindFragment(fragment, (port) =>
      port === firstInput?.name ? carried : { kind: 'port', port, via: [] },
    );
    merged.add(fragment, bound);
    for (const port of isLayer ? inputs : []) {
      const to = { path, port: port.name };
      if (port !== firstInput || carried.kind === 'port') entries.get(port.name)?.push(to);
      else merged.addWire(connect(carried, to, origin, []), path);
    }
    exits = bound.exits;
    before = (firstOutput === undefined ? undefined : exits.get(firstOutput)) ?? BROKEN;
  }
  return { merged, exits, entries };
}
