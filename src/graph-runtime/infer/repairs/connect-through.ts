import { freeId } from '../../blocks/expand-scope';
import type { Fix } from '../../diagnostics/diagnostic';
import { scopeContent } from '../../document/apply-edits';
import { parseEndpoint } from '../../document/endpoint';
import { nearestSource } from '../../document/nearest-source';
import { joinPath, parentPath } from '../../document/node-path';
import { getLayer } from '../../layers/registry';
import type { TensorType } from '../../layers/tensor-type';
import type { WiredNode } from '../wiring';
import { insertedOutput } from './inserted-output';
import type { RepairContext } from './repair-context';

/**
 * Wires an open input to an output that nothing uses, through the layer that makes it fit: a Flatten that was deleted comes back. None where
 * the layer has several inputs, or nothing that waits to be used fits with one layer in between.
 */
export function connectThrough(context: RepairContext, { node, layer }: WiredNode): Fix | null {
  const { scope, id } = node.origin;
  const content = scopeContent(context.document, scope);
  if (content === undefined || layer?.inputs.length !== 1) return null;
  const used = new Set(content.edges.map(({ from }) => parseEndpoint(from).id));
  const typeOf = (source: string): TensorType | null =>
    context.nodes.get(joinPath(parentPath(node.path), source))?.outputs?.[0] ?? null;
  const between = (source: string) => layerBetween(layer, node.parameters, typeOf(source));
  const from = nearestSource(content, id, (source) => {
    if (used.has(source.id) || between(source.id) === null) return [];
    return getLayer(source.type)?.outputs.map(({ name }) => name) ?? [];
  });
  const added = from === null ? null : between(parseEndpoint(from).id);
  if (from === null || added === null) return null;
  const newId = freeId(content, added.type);
  return {
    code: 'connect-through',
    values: { from, to: id, type: added.type },
    edits: [
      { kind: 'add-node', scope, node: { id: newId, ...added } },
      { kind: 'add-edge', scope, edge: { from, to: newId } },
      { kind: 'add-edge', scope, edge: { from: newId, to: id } },
    ],
  };
}

/** What the layer itself would put in front of it for such an input; null when it takes the input, or nothing makes it fit. */
function layerBetween(
  layer: NonNullable<WiredNode['layer']>,
  parameters: WiredNode['node']['parameters'],
  input: TensorType | null,
) {
  const result = input === null ? null : layer.infer(parameters, [input]);
  if (result === null || result.ok) return null;
  for (const repair of result.diagnostic.repairs ?? []) {
    if (repair.kind !== 'insert-before' || repair.followedBy !== undefined) continue;
    const { type, parameters: values } = repair;
    const added = { type, ...(values === undefined ? {} : { parameters: values }) };
    const output = insertedOutput(input, added);
    if (output !== null && layer.infer(parameters, [output]).ok) return added;
  }
  return null;
}
