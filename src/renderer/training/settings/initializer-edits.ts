import type { NetloomDocument, NodeSpec, Scope } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { getLayer } from '../../../graph-runtime/layers/registry';

const PARAMETER = 'kernelInitializer';

interface Place {
  readonly scope: Scope;
  readonly node: NodeSpec;
}

/** Every layer, in the network and in its blocks, whose weights can start in different ways. */
function initializedNodes(document: NetloomDocument): Place[] {
  const scopes: readonly (readonly [Scope, readonly NodeSpec[]])[] = [
    [null, document.nodes],
    ...Object.entries(document.blocks).map(([name, block]) => [name, block.nodes] as const),
  ];
  return scopes.flatMap(([scope, nodes]) =>
    nodes
      .filter((node) => getLayer(node.type)?.parameters[PARAMETER] !== undefined)
      .map((node) => ({ scope, node })),
  );
}

function initializerOf(node: NodeSpec): string {
  const value = node.parameters?.[PARAMETER];
  if (typeof value === 'string') return value;
  const description = getLayer(node.type)?.parameters[PARAMETER];
  return description?.kind === 'choice' ? description.default : '';
}

/** The initializer all layers share; null when they differ, undefined when none has one. */
export function commonInitializer(document: NetloomDocument): string | null | undefined {
  const used = new Set(initializedNodes(document).map(({ node }) => initializerOf(node)));
  const [first] = used;
  return used.size > 1 ? null : first;
}

/** The edits that give every layer this initializer. */
export function initializerEdits(document: NetloomDocument, initializer: string): DocumentEdit[] {
  return initializedNodes(document)
    .filter(({ node }) => initializerOf(node) !== initializer)
    .map(({ scope, node }) => ({
      kind: 'set-parameter',
      scope,
      id: node.id,
      parameter: PARAMETER,
      value: initializer,
    }));
}
