import type { Fix, LayerRepair } from '../../diagnostics/diagnostic';
import { removeEdgeFix, setParameterFix } from '../../diagnostics/fixes';
import type { ResolvedParameter, ResolvedParameters } from '../../layers/parameter';
import { getLayer } from '../../layers/registry';
import type { TensorType } from '../tensor-type';
import type { WiredNode } from '../wiring';
import { insertOnWire } from './insert-node';
import { matchShapes } from './match-shapes';
import { placeOfEdge, type RepairContext } from './repair-context';

/**
 * A layer's own repair as edits of the document, at the node's origin: for a node inside a block the block is edited, and an
 * expression gives way to the value that works. Only what would really remove the diagnostic `code` is offered, and only where
 * the document has a place for it.
 */
export function fixesOf(context: RepairContext, node: WiredNode, code: string, repair: LayerRepair): Fix[] {
  const inputs = inputTypes(context, node);
  if (inputs === null) return [];
  switch (repair.kind) {
    case 'match-shapes':
      return matchShapes(context, node, repair.keepsChannels === true);
    case 'set-parameter':
      return setParameter(node, inputs, code, repair.parameter, repair.value);
    case 'remove-edge':
      return removeEdge(context, node, inputs, code, repair);
    case 'insert-before':
      return insertBefore(context, node, inputs, code, repair);
  }
}

/** The types that enter a node; null when one is not known. */
function inputTypes(context: RepairContext, { node }: WiredNode): readonly TensorType[] | null {
  const inputs = context.nodes.get(node.path)?.inputs ?? [];
  const known = inputs.filter((type): type is TensorType => type !== null);
  return known.length === inputs.length ? known : null;
}

/** Whether a layer still says the same with other parameters or inputs. */
function isMended(
  { layer }: WiredNode,
  parameters: ResolvedParameters,
  inputs: readonly TensorType[],
  code: string,
): boolean {
  if (layer === undefined) return false;
  const result = layer.infer(parameters, inputs);
  if (!result.ok) return result.diagnostic.code !== code;
  return result.warnings?.every((warning) => warning.code !== code) ?? true;
}

function setParameter(
  node: WiredNode,
  inputs: readonly TensorType[],
  code: string,
  parameter: string,
  value: ResolvedParameter,
): Fix[] {
  const changed = { ...node.node.parameters, [parameter]: value };
  if (!isMended(node, changed, inputs, code)) return [];
  const { scope, id } = node.node.origin;
  return [setParameterFix(scope, id, parameter, typeof value === 'object' ? [...value] : value)];
}

/** Where the wire a repair speaks of stands among all wires of the node; -1 when there is none. */
function wireIndex({ incoming }: WiredNode, port: string, index = 0): number {
  let left = index;
  return incoming.findIndex(({ edge }) => {
    if (edge.to.port !== port) return false;
    left -= 1;
    return left < 0;
  });
}

function removeEdge(
  context: RepairContext,
  node: WiredNode,
  inputs: readonly TensorType[],
  code: string,
  repair: Extract<LayerRepair, { kind: 'remove-edge' }>,
): Fix[] {
  const at = wireIndex(node, repair.port, repair.index);
  const origin = node.incoming[at]?.edge.origin;
  if (origin === undefined) return [];
  const port = node.layer?.inputs.find(({ name }) => name === repair.port);
  const left = node.incoming.filter(({ edge }) => edge.to.port === repair.port).length - 1;
  // A merge of one is allowed, but nobody who draws a merge means it.
  if (port?.isVariadic !== true || left < 2) return [];
  const remaining = inputs.filter((_, index) => index !== at);
  if (!isMended(node, node.node.parameters, remaining, code)) return [];
  const index = placeOfEdge(context, origin);
  return index === -1 ? [] : [removeEdgeFix(origin.scope, origin.edge, index)];
}

function insertBefore(
  context: RepairContext,
  node: WiredNode,
  inputs: readonly TensorType[],
  code: string,
  repair: Extract<LayerRepair, { kind: 'insert-before' }>,
): Fix[] {
  const at = wireIndex(node, repair.port, repair.index);
  const origin = node.incoming[at]?.edge.origin;
  const before = inputs[at];
  const layer = getLayer(repair.type);
  if (origin === undefined || before === undefined || layer === undefined) return [];
  const defaults = Object.entries(layer.parameters).map(([name, { default: value }]) => [name, value]);
  const parameters: ResolvedParameters = { ...Object.fromEntries(defaults), ...repair.parameters };
  const result = layer.infer(parameters, [before]);
  const after = result.ok ? result.outputs[0] : undefined;
  if (after === undefined) return [];
  const changed = inputs.map((type, index) => (index === at ? after : type));
  if (!isMended(node, node.node.parameters, changed, code)) return [];
  const inserted = insertOnWire(context, origin, repair);
  if (inserted === null) return [];
  const values = { type: repair.type, node: node.node.origin.id, from: origin.edge.from };
  return [{ code: repair.code, values, edits: inserted.edits }];
}
