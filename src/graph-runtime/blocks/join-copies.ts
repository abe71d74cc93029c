import { joinPathOf } from '../document/node-path';
import type { LayerDefinition, PortDescription } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import type { Copy, CopyChain } from './chain-copies';
import type { EdgeOrigin, FlatEndpoint, FlatNode } from './flat-graph';
import { BROKEN, bindFragment, connect, FragmentBuilder, MUTED, type Source } from './fragment';

/** A merge that joins copies: its layer, and the flat node at a path. */
export interface Join {
  readonly layer: LayerDefinition;
  readonly parameters: ResolvedParameters;
  nodeAt(path: string): FlatNode;
}

/**
 * Puts the copies of a node side by side: each gets what comes in, and a merge for each output joins what leaves them. A copy that is muted
 * inside is left out, as any merge leaves out a muted branch.
 *
 * @param path of the node, without a copy's number
 */
export function joinCopies(
  copies: readonly Copy[],
  { inputs, outputs, isLayer, join, path, origin }: JoinPlace,
): CopyChain {
  const merged = new FragmentBuilder();
  const entries = new Map<string, FlatEndpoint[]>(inputs.map(({ name }) => [name, []]));
  const leaving = new Map<string, Source[]>(outputs.map((port) => [port, []]));
  for (const copy of copies) {
    const bound = bindFragment(copy.fragment, (port) => ({ kind: 'port', port, via: [] }));
    merged.add(copy.fragment, bound);
    if (isLayer) for (const { name } of inputs) entries.get(name)?.push({ path: copy.path, port: name });
    for (const port of outputs) leaving.get(port)?.push(bound.exits.get(port) ?? BROKEN);
  }
  const [input] = join.layer.inputs;
  const [output] = join.layer.outputs;
  const exits = new Map<string, Source>();
  outputs.forEach((port, index) => {
    const present = (leaving.get(port) ?? []).filter(({ kind }) => kind !== 'muted');
    if (present.length === 0) {
      exits.set(port, MUTED);
      return;
    }
    const node = join.nodeAt(joinPathOf(path, index === 0 ? null : port));
    merged.nodes.push(node);
    const to = { path: node.path, port: input?.name ?? 'in' };
    for (const source of present) merged.addWire(connect(source, to, origin, []), node.path);
    const endpoint = { path: node.path, port: output?.name ?? 'out' };
    exits.set(port, { kind: 'node', endpoint, via: [] });
  });
  return { merged, exits, entries };
}

interface JoinPlace {
  readonly inputs: readonly PortDescription[];
  readonly outputs: readonly string[];
  readonly isLayer: boolean;
  readonly join: Join;
  readonly path: string;
  readonly origin: EdgeOrigin;
}
