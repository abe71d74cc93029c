import type { NodeLearning } from '../blocks/learning';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { LayerDefinition, WeightDescription } from '../layers/layer';
import { elementCount, formatShape, type TensorType } from '../layers/tensor-type';
import type { Cost, NodeAnalysis, NodeWeight } from './analysis';
import { NO_COST } from './costs';
import type { WiredNode } from './wiring';

/** What a node's own rules say of it. */
export interface NodeInference {
  readonly analysis: NodeAnalysis;
  /** Kept with the node; where repairs go in the document is worked out when they are shown. */
  readonly drafts: readonly DiagnosticDraft[];
}

/** Values of one example at one point of a network; more than this overflows the indices of the native kernels. */
const MAXIMUM_ELEMENTS = 2 ** 31 - 1;

/**
 * Infers one node from the types that enter it. `inputs` has one type per wire in port order, null where the node before has
 * none; then nothing is said, for the cause has been reported there.
 */
export function analyzeNode(
  { node, layer, incoming }: WiredNode,
  inputs: readonly (TensorType | null)[],
  isBroken: boolean,
): NodeInference {
  const unknown = (drafts: readonly DiagnosticDraft[]): NodeInference => ({
    analysis: { path: node.path, inputs, outputs: null, weights: [], cost: NO_COST },
    drafts,
  });
  if (layer === undefined || isBroken) return unknown([]);
  const open = openPorts(
    layer,
    incoming.map(({ edge }) => edge.to.port),
  );
  if (open.length > 0) return unknown(open);
  const types = inputs.filter((type): type is TensorType => type !== null);
  if (types.length < inputs.length) return unknown([]);
  const result = layer.infer(node.parameters, types);
  if (!result.ok) return unknown([result.diagnostic]);
  const tooLarge = result.outputs.find((type) => elementCount(type) > MAXIMUM_ELEMENTS);
  if (tooLarge !== undefined) return unknown([tensorTooLarge(tooLarge)]);
  const described = layer.weights(node.parameters, types);
  const cost = costOf(
    described,
    node.learning?.isFrozen === true,
    layer.multiplyAccumulates(node.parameters, types, result.outputs),
    result.outputs,
  );
  const weights = learnedAs(described, node.learning);
  return {
    analysis: { path: node.path, inputs, outputs: result.outputs, weights, cost },
    drafts: result.warnings ?? [],
  };
}

/** Ports without a wire. */
function openPorts(layer: LayerDefinition, wired: readonly string[]): DiagnosticDraft[] {
  return layer.inputs
    .filter(({ name }) => !wired.includes(name))
    .map(({ name }) => ({
      code: layer.inputs.length === 1 ? 'unconnected-input' : 'unconnected-port',
      port: name,
      expected: 'a wire',
      received: 'none',
      values: { port: name },
    }));
}

function tensorTooLarge({ shape }: TensorType): DiagnosticDraft {
  const received = formatShape(shape);
  return {
    code: 'tensor-too-large',
    expected: `≤ ${MAXIMUM_ELEMENTS}`,
    received,
    values: { shape: received },
  };
}

function learnedAs(
  weights: readonly WeightDescription[],
  learning: NodeLearning | undefined,
): readonly NodeWeight[] {
  if (learning === undefined) return weights;
  const { isFrozen, rateFactor } = learning;
  return weights.map((weight) =>
    isFrozen ? { ...weight, isTrainable: false, isFrozen } : { ...weight, rateFactor },
  );
}

function costOf(
  weights: readonly WeightDescription[],
  isFrozen: boolean,
  multiplyAccumulates: number,
  outputs: readonly TensorType[],
): Cost {
  let learnable = 0;
  let otherParameters = 0;
  for (const weight of weights) {
    const count = elementCount(weight);
    if (weight.isTrainable) learnable += count;
    else otherParameters += count;
  }
  const activationBytes = 4 * outputs.reduce((sum, type) => sum + elementCount(type), 0);
  const [trainableParameters, frozenParameters] = isFrozen ? [0, learnable] : [learnable, 0];
  return { trainableParameters, frozenParameters, otherParameters, multiplyAccumulates, activationBytes };
}
