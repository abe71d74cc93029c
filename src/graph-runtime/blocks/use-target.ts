import type { Diagnostic } from '../diagnostics/diagnostic';
import { clearFieldFix, removeNodeFix } from '../diagnostics/fixes';
import { blockName } from '../document/block-type';
import type { BlockSpec, NodeSpec } from '../document/document';
import type { LayerDefinition, PortDescription } from '../layers/layer';
import { blockPorts } from './block-table';
import {
  expansionDiagnostic,
  fieldDiagnostic,
  unknownJoinDiagnostic,
  unknownTypeDiagnostic,
} from './expansion-diagnostics';
import type { ExpressionScope } from './expression';
import type { FlatNode } from './flat-graph';
import type { Join } from './join-copies';
import type { EnteringType } from './known-types';
import { EXPANSION_LIMITS } from './limits';
import { type Place, readCondition, readCount, resolveParameters } from './resolve-parameters';
import type { ExpansionContext, ScopePlace, Use } from './use';

/** The node to be expanded, where it is, and the same node before the edit. */
export interface UseRequest {
  readonly node: NodeSpec;
  readonly place: ScopePlace;
  readonly values: ExpressionScope;
  readonly previous: Use | undefined;
  /** Types of what enters it, where types are worked out while blocks are expanded. */
  readonly entering?: readonly EnteringType[] | undefined;
}

/** What a node type is: a layer, or a block of the document. */
export type Target = {
  readonly inputs: readonly PortDescription[];
  readonly outputs: readonly string[];
} & (
  | { readonly kind: 'layer'; readonly layer: LayerDefinition }
  | { readonly kind: 'block'; readonly name: string; readonly block: BlockSpec }
);

type Report = (diagnostic: Diagnostic) => void;

/** What is to be expanded; null, with the reason reported, when the type is unknown or must not be here. */
export function findTarget(
  context: ExpansionContext,
  request: UseRequest,
  place: Place,
  report: Report,
): Target | null {
  const { type } = request.node;
  const name = blockName(type);
  const layer = name === null ? context.getLayer(type) : undefined;
  if (layer !== undefined) {
    return { kind: 'layer', layer, inputs: layer.inputs, outputs: layer.outputs.map((port) => port.name) };
  }
  const block = name === null ? undefined : context.blocks.get(name);
  if (name === null || block === undefined) {
    report(unknownTypeDiagnostic(request.node, place, context.layerTypes, context.blocks.names));
    return null;
  }
  if (!canNest(name, context, request, place, report)) return null;
  const { inputs, outputs } = blockPorts(block);
  return { kind: 'block', name, block, inputs: inputs.map((port) => ({ name: port })), outputs };
}

function canNest(
  block: string,
  context: ExpansionContext,
  request: UseRequest,
  place: Place,
  report: Report,
): boolean {
  const { scope, id } = place.origin;
  const limit = EXPANSION_LIMITS.nesting;
  const isRecursive = context.blocks.isRecursive(block, scope);
  if (!isRecursive && request.place.nesting < limit) return true;
  const code = isRecursive ? 'block-recursion' : 'nesting-too-deep';
  const fixes = [removeNodeFix(scope, id)];
  report(expansionDiagnostic(code, place, { values: { block, limit }, fixes }));
  return false;
}

/** Whether the node, or a copy, is enabled or muted; null, with the reason reported, when that makes no sense. */
export function readSwitch(
  field: 'enabled' | 'muted',
  node: NodeSpec,
  values: ExpressionScope,
  place: Place,
  report: Report,
): boolean | null {
  const value = node[field] ?? field === 'enabled';
  const reading = readCondition(value, values);
  if (reading.ok) return reading.value;
  report(fieldDiagnostic(field, value, reading, place));
  return null;
}

/** How many copies there are; null, with the reason reported, when that makes no sense. */
export function countOfCopies(
  { inputs, outputs }: Target,
  { node, values }: UseRequest,
  place: Place,
  report: Report,
): number | null {
  const { repeat } = node;
  if (repeat === undefined) return 1;
  const reading = readCount(repeat, values, 0, EXPANSION_LIMITS.repeat);
  if (!reading.ok) {
    report(fieldDiagnostic('repeat', repeat, reading, place));
    return null;
  }
  // A copy gets one wire from the copy before it, and a layer that joins several would have nothing to join.
  const canChain = inputs.length > 0 && inputs[0]?.isVariadic !== true && outputs.length > 0;
  const canJoin = node.join !== undefined && outputs.length > 0;
  if (reading.value <= 1 || canChain || canJoin) return reading.value;
  const { scope, id } = place.origin;
  const fixes = [clearFieldFix(scope, id, 'repeat')];
  report(expansionDiagnostic('cannot-repeat', place, { parameter: 'repeat', fixes }));
  return null;
}

/** Whether a layer can join copies that stand side by side: it takes any number of values and makes one of them. */
export function canJoin({ inputs, outputs }: Pick<LayerDefinition, 'inputs' | 'outputs'>): boolean {
  return inputs.length === 1 && inputs[0]?.isVariadic === true && outputs.length === 1;
}

/**
 * The merge that joins the copies of a node; undefined where they follow one another, null, with the reason reported, where there is no such
 * merge.
 *
 * @param keep gives the same object as before an edit, when nothing in it changed
 */
export function joinOf(
  { getLayer, layerTypes }: ExpansionContext,
  { node: { repeat, join } }: UseRequest,
  place: Place,
  report: Report,
  keep: (node: FlatNode) => FlatNode,
): Join | undefined | null {
  if (repeat === undefined || join === undefined) return undefined;
  const layer = getLayer(join);
  if (layer === undefined || !canJoin(layer)) {
    const merges = layerTypes.filter((type) => {
      const candidate = getLayer(type);
      return candidate !== undefined && canJoin(candidate);
    });
    report(unknownJoinDiagnostic(join, merges, place));
    return null;
  }
  const { values } = resolveParameters(layer.parameters, undefined, new Map(), place);
  return {
    layer,
    parameters: values,
    nodeAt: (path) => keep({ path, type: layer.type, parameters: values, origin: place.origin }),
  };
}
