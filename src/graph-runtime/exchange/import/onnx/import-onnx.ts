import { groupIntoBlocks } from '../blocks/group-into-blocks';
import { withNormalization } from '../network/document-of-model';
import { arrangeInputs, exampleInput, placeOfNumbers } from '../network/compared-inputs';
import type { ImportedPlaceholder, NetworkImportReport } from '../network/import-report';
import type { ImportResult } from '../network/import-result';
import type { ImportedNetwork } from '../network/imported-network';
import { CannotMap, NetworkBuilder } from '../network/network-builder';
import { constantValueOf } from './constants';
import { addInputs, batchOf, type GraphInput } from './graph-inputs';
import { orderGraph } from './graph-order';
import { addOutputs } from './graph-outputs';
import { withoutIdioms } from './idioms/registry';
import { ImportState } from './import-state';
import { OnnxOperation } from './operation';
import { addPlaceholders } from './placeholders';
import { quantizedOperator } from './quantized';
import { mapStates } from './recurrent-states';
import { onnxRuleOf } from './rules/registry';
import type { OnnxSourceGraph, OnnxSourceModel, OnnxSourceNode } from './source-model';
import { constantOf, type OnnxValue } from './values';

/**
 * A model of ONNX as a network of layers, with its weights in the order that the network has. What has no layer becomes a placeholder;
 * nothing is left out without being in the report.
 *
 * @param name for a network that the file has no name for
 */
export function importOnnx(model: OnnxSourceModel, name: string): ImportResult {
  const quantized = quantizedOperator(model.graph.nodes);
  if (quantized !== null) return { ok: false, reason: 'quantized', detail: quantized };
  const { graph, gone } = withoutIdioms(model.graph);
  const ordered = orderGraph(graph);
  if (ordered === null) return { ok: false, reason: 'cycle', detail: '' };
  const builder = new NetworkBuilder();
  const state = new ImportState(builder, model.opset, ordered.uses, batchOf(graph));
  for (const node of gone) state.folded(node, 'pattern');
  for (const node of ordered.unused) state.folded(node, 'unused');
  const inputs = addInputs(builder, graph, model.producer);
  if (inputs.length === 0) return { ok: false, reason: 'no-input', detail: '' };
  // Before what standardizes numbers is read.
  const beside = placeOfNumbers(inputs.map(({ value }) => value.node.shape));
  const vector = beside === null ? undefined : inputs[beside]?.value.node;
  if (vector !== undefined) vector.parameters.takes = 'numbers';
  const values = new Map<string, OnnxValue>();
  for (const [key, tensor] of graph.initializers) values.set(key, constantOf(tensor, key));
  for (const { name: key, value } of inputs) values.set(key, value);
  // What the pattern of a layer reads beside weights, as the scale of an attention.
  const used = new Set(gone.flatMap(({ inputs: read }) => read));
  for (const node of ordered.nodes) mapNode(node, { graph, state, values, used });
  addOutputs(graph, values, state);
  arrangeInputs(builder.nodes);
  return { ok: true, network: groupIntoBlocks(finished(model, graph, { name, inputs, state, used })) };
}

interface Mapping {
  readonly graph: OnnxSourceGraph;
  readonly state: ImportState;
  readonly values: Map<string, OnnxValue>;
  readonly used: Set<string>;
}

function mapNode(node: OnnxSourceNode, mapping: Mapping): void {
  const { values, state, used } = mapping;
  const inputs = node.inputs.map((name) => (name === '' ? null : (values.get(name) ?? null)));
  const operation = new OnnxOperation(node, inputs, state);
  try {
    if (node.domain !== '') throw new CannotMap('unknown-operation', node.domain);
    const constant = constantValueOf(operation);
    if (constant !== null) state.folded(node, 'constant');
    const mapped = constant ?? mapStates(operation) ?? mapByRule(operation);
    const outputs = 'kind' in mapped ? [mapped] : mapped;
    // What is computed of constants is only used where its result is.
    if (constant === null) for (const name of operation.used) used.add(name);
    node.outputs.forEach((name, at) => {
      const value = outputs[at];
      if (value !== undefined && name !== '') values.set(name, value);
    });
  } catch (error) {
    if (!(error instanceof CannotMap)) throw error;
    addPlaceholders(node, inputs, error, mapping);
  }
}

function mapByRule(operation: OnnxOperation): OnnxValue | readonly OnnxValue[] {
  const rule = onnxRuleOf(operation.node.operator);
  if (rule === undefined) throw new CannotMap('unknown-operation');
  return rule.map(operation);
}

interface Finished {
  readonly name: string;
  readonly inputs: readonly GraphInput[];
  readonly state: ImportState;
  readonly used: ReadonlySet<string>;
}

function finished(
  model: OnnxSourceModel,
  graph: OnnxSourceGraph,
  { name, inputs, state, used }: Finished,
): ImportedNetwork {
  const { builder } = state;
  const weights = builder.weights();
  const normalization = state.inputChanges.normalizationOf(exampleInput(builder.nodes));
  const document = builder.document(usableName(graph.name) ?? name);
  const report: NetworkImportReport = {
    format: 'onnx',
    producer: model.producer,
    version: `${model.opset}`,
    nodes: model.graph.nodes.length,
    mapped: state.mappedOperations,
    folded: state.foldedOperations,
    added: state.addedLayers,
    placeholders: builder.placeholders satisfies readonly ImportedPlaceholder[],
    weights: weights.map(({ name: weight, shape, tensor }) => ({ name: weight, from: tensor.name, shape })),
    leftOver: Array.from(model.graph.initializers.values())
      .filter((tensor) => !used.has(tensor.name) && constantOf(tensor).isFloat)
      .map(({ name: tensor, dims }) => ({ name: tensor, shape: dims })),
    blocks: [],
    assumed: inputs.flatMap(({ name: input, assumed }) =>
      assumed === null ? [] : [{ input, shape: assumed }],
    ),
    normalization: normalization !== undefined ? 'from-file' : 'unknown',
  };
  return { document: withNormalization(document, normalization), weights, report };
}

/** Names that programs give all their graphs say nothing. */
function usableName(name: string): string | null {
  return name === '' || /^(main_graph|torch[-_]jit[-_]export|tf2onnx|graph|model)$/i.test(name) ? null : name;
}
