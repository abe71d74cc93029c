import type { FlatNode } from '../blocks/flat-graph';
import { scopeContent } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { NetworkAnalysis, NodeAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { getLayer } from '../layers/registry';
import { isSameShape, type TensorType } from '../layers/tensor-type';
import { isOfLayers } from './layer-values';
import { ACTIVATION, type SweepParameter, type SweepPlace, type SweepValue, sweepPlace } from './sweep-place';
import { type TrialAxis, withTrialValues } from './sweep-trials';

/**
 * The parameter with the choices with which the network can be trained; null where that leaves nothing to choose: an only output that is
 * auxiliary predicts nothing, and without its projection a shortcut has another shape than what it is added to. Of a network that cannot be
 * trained yet, all.
 */
export function withSoundChoices(
  analysis: NetworkAnalysis,
  parameter: SweepParameter,
): SweepParameter | null {
  if (parameter.choices.length === 0 || !isSound(analysis, analysis.document)) return parameter;
  const choices = parameter.choices.filter(
    (choice) => choice === parameter.value || isSoundWith(analysis, parameter.parameter, choice),
  );
  return choices.length < 2 ? null : { ...parameter, choices };
}

/** A value of a sweep with which the network has errors, with all else as it is; null where there is none. */
export function unsoundValue(
  analysis: NetworkAnalysis,
  axes: readonly TrialAxis[],
): { readonly parameter: string; readonly value: SweepValue } | null {
  if (!isSound(analysis, analysis.document)) return null;
  for (const { parameter, values } of axes) {
    for (const value of values) {
      if (!isSoundWith(analysis, parameter, value)) return { parameter, value };
    }
  }
  return null;
}

function isSoundWith(analysis: NetworkAnalysis, parameter: string, value: SweepValue): boolean {
  const place = sweepPlace(parameter);
  if (place === null || !canBreak(analysis, place, value)) return true;
  const changed = withTrialValues(analysis.document, [{ parameter }], [value]);
  return changed === null || isSound(analysis, changed);
}

function isSound(analysis: NetworkAnalysis, document: NetloomDocument): boolean {
  return analyze(document, analysis).isTrainable;
}

/** Whether a value may concern more than the layer it is set at. The network as a whole need not be asked about any other. */
function canBreak(analysis: NetworkAnalysis, place: SweepPlace, value: SweepValue): boolean {
  if (place.kind === 'setting') return false;
  // What a block or the network does with its own parameters is not known here.
  if (place.kind === 'network' || isOfBlock(analysis.document, place)) return true;
  if (place.name === ACTIVATION) return false;
  return analysis.graph.nodes.some(
    (node) => isMeant(node, place) && altersOutputs(node, analysis.nodes.get(node.path), place.name, value),
  );
}

/** A parameter of a node, or of several. */
type LayerPlace = Extract<SweepPlace, { kind: 'node' | 'layers' }>;

function isMeant({ origin, type }: FlatNode, place: LayerPlace): boolean {
  if (place.kind === 'layers') return isOfLayers({ id: origin.id, type }, place);
  return origin.scope === place.scope && origin.id === place.id;
}

function altersOutputs(
  { type, parameters }: FlatNode,
  analyzed: NodeAnalysis | undefined,
  name: string,
  value: SweepValue,
): boolean {
  const layer = getLayer(type);
  if (layer === undefined || analyzed === undefined) return false;
  // Nothing comes behind an output, but the network needs one.
  if (layer.outputs.length === 0) return true;
  const inputs = analyzed.inputs.filter((input): input is TensorType => input !== null);
  // A number stands for both sides of a pair.
  const pair: readonly [number, number] | null = typeof value === 'number' ? [value, value] : null;
  const resolved = pair !== null && Array.isArray(parameters[name]) ? pair : value;
  const after = layer.infer({ ...parameters, [name]: resolved }, inputs);
  if (!after.ok) return true;
  return !after.outputs.every(({ shape }, at) => isSameShape(shape, analyzed.outputs?.[at]?.shape ?? []));
}

/** Whether it is a parameter of a block, at one of its uses. */
function isOfBlock(document: NetloomDocument, place: LayerPlace): boolean {
  if (place.kind !== 'node') return false;
  const node = scopeContent(document, place.scope)?.nodes.find(({ id }) => id === place.id);
  return node !== undefined && getLayer(node.type) === undefined;
}
