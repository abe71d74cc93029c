import type { EdgeOrigin } from '../../blocks/flat-graph';
import type { Fix, LayerRepair } from '../../diagnostics/diagnostic';
import { removeEdgeFix, setParameterFix } from '../../diagnostics/fixes';
import { applyEdits, scopeContent } from '../../document/apply-edits';
import type { ParameterValue } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import type { ResolvedParameter, ResolvedParameters } from '../../layers/parameter';
import { getLayer } from '../../layers/registry';
import { elementCount, formatShape, type TensorType } from '../../layers/tensor-type';
import type { WiredNode } from '../wiring';
import { chainBefore, findSwitch } from './chain';
import { insertOnWire, type NewNode } from './insert-node';
import { insertedOutput } from './inserted-output';
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
    case 'switch-before':
      return switchBefore(context, node, inputs, code, repair);
    case 'insert-before':
      return insertBefore(context, node, inputs, code, repair);
    case 'change-layer':
      return changeLayer(context, node, inputs, repair);
  }
}

/** The types that enter a node; null when one is not known. */
function inputTypes(context: RepairContext, { node }: WiredNode): readonly TensorType[] | null {
  const inputs = context.nodes.get(node.path)?.inputs ?? [];
  const known = inputs.filter((type): type is TensorType => type !== null);
  return known.length === inputs.length ? known : null;
}

/** Whether a layer still says the same with other parameters or inputs. */
function isFixed(
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
  if (!isFixed(node, changed, inputs, code)) return [];
  const { scope, id } = node.node.origin;
  return [setParameterFix(scope, id, parameter, typeof value === 'object' ? [...value] : value)];
}

/** Index of the wire that a repair concerns, among all wires of the node; -1 when there is none. */
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
  // A merge of a single input is allowed, but is never what was meant.
  if (port?.isVariadic !== true || left < 2) return [];
  const remaining = inputs.filter((_, index) => index !== at);
  if (!isFixed(node, node.node.parameters, remaining, code)) return [];
  const index = placeOfEdge(context, origin);
  return index === -1 ? [] : [removeEdgeFix(origin.scope, origin.edge, index)];
}

/** The nearest switch of the layers that feed this wire alone with which the node takes what they give. */
function switchBefore(
  context: RepairContext,
  node: WiredNode,
  inputs: readonly TensorType[],
  code: string,
  repair: Extract<LayerRepair, { kind: 'switch-before' }>,
): Fix[] {
  const at = wireIndex(node, repair.port, repair.index);
  const wire = node.incoming[at];
  if (wire === undefined) return [];
  const chain = chainBefore(wire);
  const change = findSwitch(context, chain, (type) => {
    const changed = inputs.map((input, index) => (index === at ? type : input));
    return isFixed(node, node.node.parameters, changed, code);
  });
  if (change === null) return [];
  const { scope, id } = change.node.node.origin;
  const fix = setParameterFix(scope, id, change.parameter, change.value === true);
  return [{ ...fix, code: change.value === true ? 'switch-parameter-on' : 'switch-parameter-off' }];
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
  if (origin === undefined || before === undefined) return [];
  const added: readonly NewNode[] = repair.followedBy === undefined ? [repair] : [repair, repair.followedBy];
  const after = added.reduce<TensorType | null>(insertedOutput, before);
  if (after === null) return [];
  const changed = inputs.map((type, index) => (index === at ? after : type));
  if (!isFixed(node, node.node.parameters, changed, code)) return [];
  const edits = insertAll(context, origin, added);
  if (edits === null) return [];
  const values = {
    type: repair.type,
    node: node.node.origin.id,
    from: origin.edge.from,
    shape: formatShape(after.shape),
    count: elementCount(before),
    channels: before.shape.at(-1) ?? 1,
    positions: before.shape[0] ?? 1,
  };
  return [{ code: repair.code, values, edits }];
}

/** Puts new nodes onto a wire one after another. */
function insertAll(
  context: RepairContext,
  origin: EdgeOrigin,
  added: readonly NewNode[],
): DocumentEdit[] | null {
  const edits: DocumentEdit[] = [];
  let { document } = context;
  let wire = origin;
  for (const node of added) {
    const inserted = insertOnWire({ ...context, document }, wire, node);
    if (inserted === null) return null;
    edits.push(...inserted.edits);
    document = applyEdits(document, inserted.edits);
    wire = { ...origin, edge: { from: inserted.id, to: origin.edge.to } };
  }
  return edits;
}

/** Makes the node another layer, with the document's own values (expressions too) under the other layer's names. */
function changeLayer(
  { document }: RepairContext,
  { node }: WiredNode,
  inputs: readonly TensorType[],
  { type, renames, parameters, code }: Extract<LayerRepair, { kind: 'change-layer' }>,
): Fix[] {
  const layer = getLayer(type);
  const { scope, id } = node.origin;
  const written = scopeContent(document, scope)?.nodes.find((spec) => spec.id === id)?.parameters ?? {};
  const renamed = Object.entries(renames);
  const own = Object.fromEntries(
    Object.entries(node.parameters).filter(([name]) => layer !== undefined && name in layer.parameters),
  );
  const moved = renamed.map(([from, to]) => [to, node.parameters[from]] as const);
  const defaults = Object.entries(layer?.parameters ?? {}).map(([name, { default: value }]) => [name, value]);
  const tried: ResolvedParameters = {
    ...Object.fromEntries(defaults),
    ...own,
    ...Object.fromEntries(moved),
    ...parameters,
  };
  if (layer?.infer(tried, inputs).ok !== true) return [];
  const edits: DocumentEdit[] = [{ kind: 'update-node', scope, id, changes: { type } }];
  const set = (parameter: string, value: ParameterValue | undefined) =>
    edits.push({ kind: 'set-parameter', scope, id, parameter, value });
  for (const [from, to] of renamed) {
    set(from, undefined);
    set(to, written[from] ?? asWritten(node.parameters[from]));
  }
  for (const [name, value] of Object.entries(parameters)) set(name, value);
  return [{ code, values: { node: id, type }, edits }];
}

function asWritten(value: ResolvedParameter | undefined): ParameterValue | undefined {
  return typeof value === 'object' ? [...value] : value;
}
